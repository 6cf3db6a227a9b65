import { type LocalDate, monthOf } from '@sportello/kernel/calendar';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import { actorId, type Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { enqueue } from '../platform/job-queue.js';
import { planLots } from './domain/plan-lots.js';
import { insertRun, nextRunNumber, openFinalRun, suppliesInForce } from './store.pg.js';

export type OpenRunInput = {
  readonly mode: 'simulation' | 'final';
  readonly commodity: 'electricity' | 'gas' | null;
  readonly periodFrom: LocalDate;
  readonly periodToExclusive: LocalDate;
  readonly issueOn: LocalDate;
  readonly dueOn: LocalDate;
};
export type OpenRunRefusal =
  | { readonly code: 'billing.period_empty' }
  | { readonly code: 'billing.period_not_over'; readonly today: LocalDate }
  | { readonly code: 'billing.due_before_issue' }
  | { readonly code: 'billing.final_run_open'; readonly number: string }
  | { readonly code: 'billing.no_supplies' };

/** Plan a billing run: choose its supplies, split them into lots, and put the lots on the queue. */
export async function openRun(
  context: Context,
  input: OpenRunInput,
): Promise<Result<{ runId: string; number: string }, OpenRunRefusal>> {
  const { db, companyId, clock, actor } = context;
  if (input.periodFrom >= input.periodToExclusive) return refuse({ code: 'billing.period_empty' });
  if (input.periodToExclusive > clock.today() && input.mode === 'final')
    return refuse({ code: 'billing.period_not_over', today: clock.today() });
  if (input.dueOn <= input.issueOn) return refuse({ code: 'billing.due_before_issue' });
  const number = await nextRunNumber(db, companyId, monthOf(clock.today()));
  const open = input.mode === 'final' ? await openFinalRun(db, companyId) : null;
  if (open !== null) return refuse({ code: 'billing.final_run_open', number: open.number });
  const supplyIds = await suppliesInForce(db, companyId, input.commodity, input.periodFrom, input.periodToExclusive);
  if (supplyIds.length === 0) return refuse({ code: 'billing.no_supplies' });

  const runId = newId();
  const lots = planLots(supplyIds);
  const createdBy = actor.kind === 'staff' ? actor.displayName : actorId(actor);
  await insertRun(
    db,
    { ...input, companyId, runId, number, supplyCount: supplyIds.length, createdBy, createdAt: clock.now() },
    lots,
  );
  await enqueue(
    context,
    lots.map((_, index) => computeLotJob(runId, index + 1)),
  );
  await audit(context, {
    action: 'billing.run_opened',
    objectKind: 'billing_run',
    objectId: runId,
    facts: { number, mode: input.mode, supplies: supplyIds.length },
  });
  return ok({ runId, number });
}

export const computeLotJob = (runId: string, lotNo: number) => ({
  kind: 'billing.compute_lot',
  key: `${runId}:${lotNo}`,
  payload: { runId, lotNo },
});
