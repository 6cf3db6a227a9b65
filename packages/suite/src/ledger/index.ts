export { type Account, entryOfInvoice, entryOfReceipt, type LedgerEntry } from './domain/entry.js';
export { balanceOfCustomer, openAmountOf, type PaymentState, postedSources, postEntries } from './store.pg.js';
