export { type MessageToQueue, queueMessage } from './queue-message.js';
export { type MessageOfCustomer, type MessageState, messagesOf } from './store.pg.js';
