export { type Customer, displayNameOf, foldForSearch } from './domain/customer.js';
export type { CustomerChanged } from './events.js';
export { importCustomers } from './import-customers.js';
export { findCustomer, findCustomersByCode, insertCustomers } from './store.pg.js';
