import {
  addDays,
  addMonthsTo,
  firstDayOf,
  fromEpochDay,
  intersect,
  type LocalDate,
  type Month,
  monthsTouching,
  type Period,
} from '@sportello/kernel/calendar';
import { add, type Decimal, formatDecimal, sum, ZERO } from '@sportello/kernel/decimal';
import { computeConsumption } from './compute-consumption.js';
import type { ConsumptionBand, ConsumptionOrigin, ConsumptionSlice } from './consumption.js';
import { type MeasureInput, measuredSpans } from './measured-spans.js';
import type { Reading, ReadingKind, RegisterValues } from './reading.js';

/** What was used in a month, kWh or Smc as decimal text. The three origins sum to `quantity`, and so do the bands. */
export type MonthOfUse = {
  readonly month: Month;
  readonly quantity: string;
  readonly byOrigin: Readonly<Record<ConsumptionOrigin, string>>;
  readonly byBand: readonly { readonly band: ConsumptionBand; readonly quantity: string }[];
  /** False for the first and last month when measures cover only some of their days. */
  readonly isWhole: boolean;
  /** The total between two readings far apart is exact, what falls in this month of it is worked out. */
  readonly isSpread: boolean;
};

/** Meters read by hand are read every two months: a longer stretch leaves the months inside it unknown. */
const LONGEST_USUAL_DAYS = 70;

/** A reading as customers see it, with what was used since the one before it on the same meter (null for the first). */
export type ReadingOfUse = {
  readonly readOn: LocalDate;
  readonly kind: ReadingKind;
  readonly serialNumber: string;
  readonly registers: RegisterValues;
  readonly coefficient: string | null;
  readonly quantity: string | null;
};

const PRIORITY: Readonly<Record<ReadingKind, number>> = { collected: 0, self_reported: 1, estimated: 2 };

/** The best reading of each meter and day, oldest first: the same choice consumption is computed with. */
function bestOfEachDay(readings: readonly Reading[]): readonly Reading[] {
  const best = new Map<string, Reading>();
  for (const reading of readings) {
    const key = `${reading.meterId} ${reading.readOn}`;
    const known = best.get(key);
    if (known === undefined || PRIORITY[reading.kind] < PRIORITY[known.kind]) best.set(key, reading);
  }
  return [...best.values()].toSorted((a, b) => (a.readOn === b.readOn ? 0 : a.readOn < b.readOn ? -1 : 1));
}

const total = (slices: readonly ConsumptionSlice[]): Decimal => sum(slices.map(({ quantity }) => quantity));

/** Days between the first and the last measure; null when there is nothing between two of them. */
function coveredDays({ readings, curves }: MeasureInput): Period | null {
  const starts = [...readings.map(({ readOn }) => addDays(readOn, 1)), ...curves.map(({ day }) => day)].toSorted();
  const ends = [
    ...readings.map(({ readOn }) => addDays(readOn, 1)),
    ...curves.map(({ day }) => addDays(day, 1)),
  ].toSorted();
  const [from, toExclusive] = [starts[0], ends.at(-1)];
  return from === undefined || toExclusive === undefined || from >= toExclusive ? null : { from, toExclusive };
}

/**
 * Tell a customer what was used: month by month for the chart, reading by reading for the table. Both come from the
 * computation that bills use, so chart, table and bills agree.
 */
export function composeConsumptionHistory(
  input: MeasureInput,
  within: Period,
): { readonly months: readonly MonthOfUse[]; readonly readings: readonly ReadingOfUse[] } {
  const covered = coveredDays(input);
  const shown = covered === null ? null : intersect(covered, within);
  const slicesIn = (period: Period) => computeConsumption({ ...input, period, profile: null }).slices;

  const longStretches = measuredSpans(input)
    .spans.filter(({ from, to }) => to - from > LONGEST_USUAL_DAYS)
    .map(({ from, to }) => ({ from: fromEpochDay(from), toExclusive: fromEpochDay(to) }));

  const months = (shown === null ? [] : monthsTouching(shown)).map((month): MonthOfUse => {
    const whole = { from: firstDayOf(month), toExclusive: firstDayOf(addMonthsTo(month, 1)) };
    const days = (shown === null ? null : intersect(whole, shown)) ?? whole;
    const slices = slicesIn(days);
    const byBand = new Map<ConsumptionBand, Decimal>();
    for (const { band, quantity } of slices) byBand.set(band, add(byBand.get(band) ?? ZERO, quantity));
    const from = (origin: ConsumptionOrigin) => formatDecimal(total(slices.filter((slice) => slice.origin === origin)));
    return {
      month,
      quantity: formatDecimal(total(slices)),
      byOrigin: { actual: from('actual'), self_reported: from('self_reported'), estimated: from('estimated') },
      byBand: Array.from(byBand, ([band, quantity]) => ({ band, quantity: formatDecimal(quantity) })),
      isWhole: days.from === whole.from && days.toExclusive === whole.toExclusive,
      isSpread: longStretches.some((stretch) => intersect(stretch, days) !== null),
    };
  });

  const meterOf = new Map(input.meters.map((meter) => [meter.meterId, meter]));
  const previousOf = new Map<string, Reading>();
  const readings = bestOfEachDay(input.readings).map((reading): ReadingOfUse => {
    const meter = meterOf.get(reading.meterId);
    const previous = previousOf.get(reading.meterId);
    previousOf.set(reading.meterId, reading);
    const used =
      previous === undefined
        ? null
        : slicesIn({ from: addDays(previous.readOn, 1), toExclusive: addDays(reading.readOn, 1) });
    return {
      readOn: reading.readOn,
      kind: reading.kind,
      serialNumber: meter?.serialNumber ?? '',
      registers: reading.registers,
      coefficient: meter?.hasCorrector === true ? null : (meter?.conversionCoefficient ?? null),
      quantity: used === null ? null : formatDecimal(total(used)),
    };
  });
  return {
    months,
    readings: readings.filter(({ readOn }) => readOn >= addDays(within.from, -1) && readOn < within.toExclusive),
  };
}
