import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import type { Context } from '../platform/context.js';
import { enqueue } from '../platform/job-queue.js';
import { RUN_LIFECYCLE, type RunState } from './domain/run-lifecycle.js';
import { computeLotJob } from './open-run.js';
import { deleteBills, findRun, forgetParked, lotsInState, setRunState } from './store.pg.js';

export type ChangeRunRefusal =
  | { readonly code: 'billing.run_not_found' }
  | { readonly code: 'billing.wrong_state'; readonly state: RunState };

/** Pause, resume or cancel a run. Resuming queues the lots that are left, and tries parked supplies again. */
export const changeRun =
  (event: 'pause' | 'resume' | 'cancel') =>
  async (
    context: Context,
    { runId }: { readonly runId: string },
  ): Promise<Result<{ state: RunState }, ChangeRunRefusal>> => {
    const { db, companyId, clock } = context;
    const run = await findRun(db, companyId, runId, 'update');
    if (run === null) return refuse({ code: 'billing.run_not_found' });
    let state = RUN_LIFECYCLE[run.state][event];
    if (state === undefined) return refuse({ code: 'billing.wrong_state', state: run.state });
    if (event === 'resume') {
      await forgetParked(db, companyId, runId);
      const left = await lotsInState(db, companyId, runId, 'planned');
      // Nothing was parked: the run stays computed.
      if (left.length === 0 && run.state === 'computed') return ok({ state: run.state });
      // The last lot ended while the pause was being asked for: no job is left that would close the run.
      if (left.length === 0) state = 'computed';
      await enqueue(
        context,
        left.map((lotNo) => computeLotJob(runId, lotNo)),
      );
    }
    if (event === 'cancel') await deleteBills(db, companyId, runId);
    await setRunState(db, companyId, runId, state, clock.now());
    await audit(context, {
      action: `billing.run_${event}`,
      objectKind: 'billing_run',
      objectId: runId,
      facts: { from: run.state, to: state },
    });
    return ok({ state });
  };
