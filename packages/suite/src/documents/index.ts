export { type ArchivedFile, archive, findArchived } from './archive.pg.js';
export type { BillView } from './domain/bill-view.js';
export { type BillRenderer, createBillRenderer } from './render-bill.js';
