export type { BillView } from './domain/bill-view.js';
export { type BillRenderer, createBillRenderer } from './render-bill.js';
