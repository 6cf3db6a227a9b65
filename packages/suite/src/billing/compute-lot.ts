import type { Period } from '@sportello/kernel/calendar';
import type { FixedHoliday } from '../metering/index.js';
import type { Context } from '../platform/context.js';
import type { TariffBook } from '../tariffs/index.js';
import type { Bill } from './domain/bill.js';
import { computeBill } from './domain/compute-bill.js';
import { planBill } from './domain/plan-bill.js';
import { loadBilledLines, loadSupplies } from './snapshot.pg.js';
import { billedInLot, findRun, lockLot, lotsInState, setRunState, storeLot } from './store.pg.js';

export type RegulatedData = { readonly book: TariffBook; readonly holidays: readonly FixedHoliday[] };

/**
 * Compute the bills of one lot and store them, in the transaction of its job. Repeating it converges: a lot already
 * computed is left alone, a supply already billed in the run is not computed again. Answers whether it computed.
 */
export async function computeLot(
  context: Context,
  { runId, lotNo }: { readonly runId: string; readonly lotNo: number },
  { book, holidays }: RegulatedData,
): Promise<boolean> {
  const { db, companyId, clock } = context;
  const run = await findRun(db, companyId, runId, 'share');
  if (run === null || run.state !== 'computing') return false;
  const lot = await lockLot(db, companyId, runId, lotNo);
  if (lot === null || lot.state !== 'planned') return false;

  const runPeriod = { from: run.period_from, toExclusive: run.period_to_exclusive } as Period;
  const done = await billedInLot(db, companyId, runId, lotNo);
  const supplies = await loadSupplies(
    db,
    companyId,
    lot.supply_ids.filter((supplyId) => !done.has(supplyId)),
    { period: runPeriod, asOf: run.created_at, holidays },
  );
  const planned = supplies.flatMap((supply) => {
    const plan = planBill(supply, runPeriod);
    return plan === null ? [] : [{ supply, plan }];
  });
  const toRecalculate = planned.filter(({ plan }) => plan.recalculate.length > 0).map(({ supply }) => supply.supplyId);
  const billedLines = toRecalculate.length === 0 ? new Map() : await loadBilledLines(db, companyId, toRecalculate);

  const bills: Bill[] = [];
  const parked = supplies
    .filter(({ supplyId }) => !planned.some(({ supply }) => supply.supplyId === supplyId))
    .map(({ supplyId, billed }) => ({
      supplyId,
      reason: 'billing.already_billed',
      facts: { until: billed.at(-1)?.period.toExclusive ?? null } as Record<string, unknown>,
    }));
  for (const { supply, plan } of planned) {
    const outcome = computeBill(supply, plan, billedLines.get(supply.supplyId) ?? {}, book);
    if (outcome.kind === 'bill') bills.push(outcome.bill);
    else parked.push({ supplyId: supply.supplyId, reason: outcome.reason, facts: { ...outcome.facts } });
  }
  await storeLot(db, { companyId, runId, lotNo, mode: run.mode, now: clock.now() }, bills, parked);
  return true;
}

/** After a lot: the last one closes the run. Its own transaction sees every lot committed before it. */
export async function closeRunIfComputed(
  { db, companyId, clock }: Context,
  { runId }: { readonly runId: string },
): Promise<void> {
  // Without the lock first: while lots are left, nobody waits for those in progress.
  if ((await lotsInState(db, companyId, runId, 'planned')).length > 0) return;
  const run = await findRun(db, companyId, runId, 'update');
  if (run?.state !== 'computing') return;
  if ((await lotsInState(db, companyId, runId, 'planned')).length === 0)
    await setRunState(db, companyId, runId, 'computed', clock.now());
}
