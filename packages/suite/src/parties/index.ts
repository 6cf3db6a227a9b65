export { type Customer, displayNameOf, foldForSearch, searchTextOf, sortNameOf } from './domain/customer.js';
export { findCustomer, findCustomersByCode, insertCustomers } from './store.pg.js';
