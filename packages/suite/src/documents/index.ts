export type { BillView } from './domain/bill-view.js';
export { type BillRenderer, createBillRenderer } from './render-bill.js';
export { archive, type ArchivedFile, findArchived } from './archive.pg.js';
