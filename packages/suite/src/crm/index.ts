export { crmEventHandlers } from './event-handlers.js';
