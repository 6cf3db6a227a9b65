import type { LocalDate } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, isNegative, subtract } from '@sportello/kernel/decimal';
import type { CurveRecord, FlowRecord } from './formats/flow-record.js';
import type { RegisterValues } from './reading.js';

/** What a file holds of one point, to be compared with what the distributor says it sent. */
export type PointTotals = {
  readonly month?: string;
  /** Decimal text with three decimals. */
  readonly activeKwh?: string;
  readonly curveDays?: number;
  readonly quarterHours?: number;
  readonly readings?: number;
  /** The reading the differences start from: the last known before the file, else the first of the file. */
  readonly since?: LocalDate;
  /** Last register of the file minus that of `since`. */
  readonly differences?: Readonly<Record<string, string>>;
};

type Dated = { readonly readOn: LocalDate; readonly registers: RegisterValues };

/**
 * Totals per point: one for the curve of each month, one for its readings.
 *
 * @param previousOf  last actual reading of a point before a day, as stored; null when there is none
 */
export function flowTotals(
  records: readonly FlowRecord[],
  previousOf: (pointCode: string, day: LocalDate) => Dated | null,
): Readonly<Record<string, PointTotals[]>> {
  const totals: Record<string, PointTotals[]> = {};
  const readingsOf = new Map<string, Dated[]>();
  for (const record of records) {
    if (record.kind === 'curve') add(totals, record.pointCode, curveTotals(record));
    if (record.kind === 'reading')
      readingsOf.set(record.pointCode, [...(readingsOf.get(record.pointCode) ?? []), record]);
  }
  for (const [pointCode, unordered] of readingsOf) {
    const readings = unordered.toSorted((a, b) => (a.readOn < b.readOn ? -1 : 1));
    const [first, last] = [readings[0], readings.at(-1)];
    if (first === undefined || last === undefined) continue;
    const base = previousOf(pointCode, first.readOn) ?? first;
    const hasDifference = base !== last;
    add(totals, pointCode, {
      readings: readings.length,
      ...(hasDifference && { since: base.readOn, differences: differencesOf(base.registers, last.registers) }),
    });
  }
  return totals;
}

function add(totals: Record<string, PointTotals[]>, pointCode: string, total: PointTotals): void {
  totals[pointCode] = [...(totals[pointCode] ?? []), total];
}

function curveTotals({ month, days }: CurveRecord): PointTotals {
  const [wattHours, quarterHours] = days.reduce(
    ([sum, count], day) => [sum + day.wattHours.reduce((a, b) => a + b, 0), count + day.wattHours.length],
    [0, 0],
  );
  return {
    month,
    activeKwh: formatDecimal({ units: BigInt(wattHours), scale: 3 }),
    curveDays: days.length,
    quarterHours,
  };
}

/** Registers that both have and that did not run backwards. */
function differencesOf(first: RegisterValues, last: RegisterValues): Readonly<Record<string, string>> {
  const differences = Object.entries(last).flatMap(([register, value]) => {
    const before = first[register as keyof RegisterValues];
    const difference = before === undefined ? null : subtract(decimal(value), decimal(before));
    return difference === null || isNegative(difference) ? [] : [[register, formatDecimal(difference)] as const];
  });
  return Object.fromEntries(differences);
}
