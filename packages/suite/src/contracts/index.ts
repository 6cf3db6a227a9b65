export type { Contract, PaymentMethod, Supply } from './domain/supply.js';
export { importContracts } from './import-contracts.js';
export { insertContracts, insertSupplies } from './store.pg.js';
