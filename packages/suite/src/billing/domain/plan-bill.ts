import { addDays, type LocalDate, type Period } from '@sportello/kernel/calendar';
import type { SupplyToBill } from './supply-to-bill.js';

/** What a run must compute for a supply: the days not billed yet, and earlier bills to be set right by difference. */
export type BillPlan = {
  readonly period: Period;
  /** Periods of earlier bills, oldest first, that newer readings changed. */
  readonly recalculate: readonly Period[];
};

/**
 * Decide which days a bill covers and which earlier bills it corrects (conguaglio). Null: nothing is left to bill.
 *
 * The bill starts where the last final one ended, so a supply parked in a run is caught up by the next; one that has
 * none yet starts with the first run that knew it, because what was supplied before belongs to another system. A reading
 * accepted after the last bill was computed reopens every billed period from the reading before it: its estimate, or
 * its wrong value, is replaced and only the difference is charged.
 * @source checklist F134; reference 7.4 "a later real reading replaces all estimates since the previous real one"
 */
export function planBill(
  supply: Pick<SupplyToBill, 'startsOn' | 'endsOnExclusive' | 'readings' | 'billed' | 'parkedFrom'>,
  run: Period,
): BillPlan | null {
  const last = supply.billed.at(-1);
  const knownFrom = supply.parkedFrom !== null && supply.parkedFrom < run.from ? supply.parkedFrom : run.from;
  const firstDay = last?.period.toExclusive ?? (supply.startsOn > knownFrom ? supply.startsOn : knownFrom);
  const end =
    supply.endsOnExclusive !== null && supply.endsOnExclusive < run.toExclusive
      ? supply.endsOnExclusive
      : run.toExclusive;
  if (firstDay >= end) return null;
  const period = { from: firstDay, toExclusive: end };
  if (last === undefined) return { period, recalculate: [] };

  const changedFrom = firstChangedDay(supply, last);
  if (changedFrom === null) return { period, recalculate: [] };
  return {
    period,
    recalculate: supply.billed.map((bill) => bill.period).filter(({ toExclusive }) => toExclusive > changedFrom),
  };
}

/** First day whose measured use differs from what the last bill knew; null when nothing billed is touched. */
function firstChangedDay(
  { readings }: Pick<SupplyToBill, 'readings'>,
  last: SupplyToBill['billed'][number],
): LocalDate | null {
  let earliestNew: LocalDate | null = null;
  for (const { acceptedAt, readOn, kind } of readings) {
    if (kind === 'estimated' || acceptedAt <= last.computedAt) continue;
    if (earliestNew === null || readOn < earliestNew) earliestNew = readOn;
  }
  if (earliestNew === null) return null;
  let before: LocalDate | null = null;
  for (const { readOn, kind, acceptedAt } of readings) {
    if (kind === 'estimated' || acceptedAt > last.computedAt || readOn >= earliestNew) continue;
    if (before === null || readOn > before) before = readOn;
  }
  const changedFrom = before === null ? ('0001-01-01' as LocalDate) : addDays(before, 1);
  return changedFrom < last.period.toExclusive ? changedFrom : null;
}
