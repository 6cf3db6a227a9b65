import { type LocalDate, yearOf } from '@sportello/kernel/calendar';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { findRun, lotsInState, RUN_LIFECYCLE, type RunState, setRunState } from '../billing/index.js';
import { audit } from '../platform/audit.js';
import type { Context } from '../platform/context.js';
import { enqueue } from '../platform/job-queue.js';
import { seriesOf } from './domain/compose-invoice.js';
import { latestIssueDay } from './store.pg.js';

export type IssueRunRefusal =
  | { readonly code: 'billing.run_not_found' }
  | { readonly code: 'billing.simulation_not_issued' }
  | { readonly code: 'billing.wrong_state'; readonly state: RunState }
  | { readonly code: 'invoicing.later_invoice_exists'; readonly issuedOn: LocalDate };

/** Start the issue of a final run: every computed lot goes on the queue. What is issued cannot be taken back. */
export async function issueRun(
  context: Context,
  { runId }: { readonly runId: string },
): Promise<Result<{ state: 'issuing' }, IssueRunRefusal>> {
  const { db, companyId, clock } = context;
  const run = await findRun(db, companyId, runId, 'update');
  if (run === null) return refuse({ code: 'billing.run_not_found' });
  if (run.mode === 'simulation') return refuse({ code: 'billing.simulation_not_issued' });
  if (RUN_LIFECYCLE[run.state].issue === undefined) return refuse({ code: 'billing.wrong_state', state: run.state });
  const issueOn = run.issue_on as LocalDate;
  for (const commodity of run.commodity === null ? (['electricity', 'gas'] as const) : [run.commodity]) {
    const latest = await latestIssueDay(db, companyId, seriesOf(commodity), yearOf(issueOn));
    if (latest !== null && latest > issueOn)
      return refuse({ code: 'invoicing.later_invoice_exists', issuedOn: latest });
  }
  await setRunState(db, companyId, runId, 'issuing', clock.now());
  const lots = await lotsInState(db, companyId, runId, 'computed');
  await enqueue(
    context,
    lots.map((lotNo) => ({ kind: 'invoicing.issue_lot', key: `${runId}:${lotNo}`, payload: { runId, lotNo } })),
  );
  if (lots.length === 0) await setRunState(db, companyId, runId, 'issued', clock.now());
  await audit(context, {
    action: 'invoicing.run_issued',
    objectKind: 'billing_run',
    objectId: runId,
    facts: { lots: lots.length },
  });
  return ok({ state: 'issuing' });
}
