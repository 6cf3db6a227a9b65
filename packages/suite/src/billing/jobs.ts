import type { JobHandlers } from '../platform/job-queue.js';
import { enqueue } from '../platform/job-queue.js';
import { closeRunIfComputed, computeLot, type RegulatedData } from './compute-lot.js';

type LotPayload = { readonly runId: string; readonly lotNo: number };

/** Background work of billing: each lot, then the question whether it was the last. */
export const billingJobs = (regulated: RegulatedData): JobHandlers => ({
  'billing.compute_lot': async (context, payload) => {
    const { runId, lotNo } = payload as LotPayload;
    // Who computed the lot asks, and nobody else: a second asker would wait for the job that closes the run, which waits for it.
    if (!(await computeLot(context, { runId, lotNo }, regulated))) return;
    await enqueue(context, [{ kind: 'billing.close_run', key: `${runId}:${lotNo}`, payload: { runId } }]);
  },
  'billing.close_run': (context, payload) => closeRunIfComputed(context, payload as { runId: string }),
});
