export { type Account, entryOfInvoice, entryOfReceipt, type LedgerEntry } from './domain/entry.js';
export { balanceOfCustomer, openAmountOf, type PaymentState, postEntries, postedSources } from './store.pg.js';
