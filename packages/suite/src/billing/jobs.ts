import type { JobHandlers } from '../platform/job-queue.js';
import { enqueue } from '../platform/job-queue.js';
import { closeRunIfComputed, computeLot, type RegulatedData } from './compute-lot.js';

type LotPayload = { readonly runId: string; readonly lotNo: number };

/** Background work of billing: each lot, then the question whether it was the last. */
export const billingJobs = (regulated: RegulatedData): JobHandlers => ({
  'billing.compute_lot': async (context, payload) => {
    const { runId, lotNo } = payload as LotPayload;
    await computeLot(context, { runId, lotNo }, regulated);
    await enqueue(context, [{ kind: 'billing.close_run', key: `${runId}:${lotNo}`, payload: { runId } }]);
  },
  'billing.close_run': (context, payload) => closeRunIfComputed(context, payload as { runId: string }),
});
