export { type Account, entryOfInvoice, entryOfReceipt, type LedgerEntry, type PaymentState } from './domain/entry.js';
export { postEntries } from './store.pg.js';
