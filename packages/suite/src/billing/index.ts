export type { RegulatedData } from './compute-lot.js';
export { type BillSnapshot, type PackedTraces, unpackTraces } from './domain/bill.js';
export { RUN_LIFECYCLE, type RunState } from './domain/run-lifecycle.js';
export { billingJobs } from './jobs.js';
export { billingOfficeRoutes } from './office-routes.js';
export { openRun } from './open-run.js';
export {
  findRun,
  findRunByNumber,
  lockLot,
  lotsInState,
  markLotIssued,
  parkBills,
  setRunState,
} from './store.pg.js';
