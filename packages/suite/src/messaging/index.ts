export type { MailAddress, MailTransport, OutgoingMail, SendOutcome } from './mail-transport.port.js';
export { type MessageToQueue, queueMessage } from './queue-message.js';
export { type SendingOptions, sendDueMessages } from './send-due-messages.js';
