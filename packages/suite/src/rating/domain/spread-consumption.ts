import { daysBetween, type LocalDate, type Period } from '@sportello/kernel/calendar';
import { divideRounded, formatDecimal, isNegative, tenTo } from '@sportello/kernel/decimal';
import type { ConsumptionBand, ConsumptionSlice } from '../../metering/domain/consumption.js';
import type { LineTrace } from './rated-line.js';
import type { RatingRefusal } from './rating-input.js';

/** Whole kWh or Smc of one band and one slice in days that no cut divides. */
export type Portion = {
  readonly period: Period;
  readonly band: ConsumptionBand;
  readonly slice: ConsumptionSlice;
  readonly quantity: bigint;
};
type ConsumptionRefusal = Extract<RatingRefusal, { code: `rating.consumption_${string}` }>;

const byStart = (a: ConsumptionSlice, b: ConsumptionSlice): number => (a.period.from < b.period.from ? -1 : 1);

/** The first day without consumption, or with two, among slices that should tile the period. */
function findTilingFault(slices: readonly ConsumptionSlice[], period: Period): ConsumptionRefusal | null {
  let reached = period.from;
  let isFirst = true;
  for (const { period: of } of slices) {
    if (of.toExclusive <= period.from || of.from >= period.toExclusive) continue;
    if (of.from > reached) return { code: 'rating.consumption_missing', day: reached };
    if (!isFirst && of.from < reached) return { code: 'rating.consumption_overlaps', day: of.from };
    reached = of.toExclusive;
    isFirst = false;
  }
  return reached < period.toExclusive ? { code: 'rating.consumption_missing', day: reached } : null;
}

/**
 * Check that every day of the period has its consumption exactly once: as `F0`, or as all three bands, or as `gas`.
 * A missing day is never silently zero.
 */
export function checkConsumption(
  consumption: readonly ConsumptionSlice[],
  period: Period,
  commodity: 'electricity' | 'gas',
): ConsumptionRefusal | null {
  const ordered = consumption.toSorted(byStart);
  const hasBands = ordered.some(({ band }) => band === 'F1' || band === 'F2' || band === 'F3');
  const whole: ConsumptionBand = commodity === 'gas' ? 'gas' : 'F0';
  for (const band of hasBands && commodity === 'electricity' ? (['F1', 'F2', 'F3'] as const) : [whole]) {
    const fault = findTilingFault(
      ordered.filter((slice) => slice.band === band || slice.band === whole),
      period,
    );
    if (fault !== null) return fault;
  }
  const negative = ordered.find(({ quantity }) => isNegative(quantity));
  return negative === undefined
    ? null
    : { code: 'rating.consumption_negative', from: negative.period.from, quantity: formatDecimal(negative.quantity) };
}

/**
 * Share each slice by day between the cuts, in whole units. What is rounded is the running total of the band, so the
 * portions of a band always sum to its rounded total and no kWh is lost or made by a price change.
 */
export function spreadConsumption(
  consumption: readonly ConsumptionSlice[],
  period: Period,
  cuts: readonly LocalDate[],
): readonly Portion[] {
  const ordered = consumption.length === 1 ? consumption : consumption.toSorted(byStart);
  const inside = [...new Set(cuts)].filter((day) => day > period.from && day < period.toExclusive).toSorted();
  const portions: Portion[] = [];
  for (const band of new Set(ordered.map((slice) => slice.band))) {
    let before = 0n;
    let scale = 0;
    for (const slice of ordered) {
      const { from, toExclusive } = slice.period;
      if (slice.band !== band || toExclusive <= period.from || from >= period.toExclusive) continue;
      // Bring the running total and the slice to one scale.
      const common = Math.max(scale, slice.quantity.scale);
      before *= tenTo(common - scale);
      scale = common;
      const units = slice.quantity.units * tenTo(common - slice.quantity.scale);
      const sliceDays = BigInt(daysBetween(from, toExclusive));
      const totalAt = (day: LocalDate): bigint =>
        divideRounded(before * sliceDays + units * BigInt(daysBetween(from, day)), sliceDays * tenTo(common));

      const start = from > period.from ? from : period.from;
      const end = toExclusive < period.toExclusive ? toExclusive : period.toExclusive;
      const stops = [...inside.filter((day) => day > start && day < end), end];
      let previousDay = start;
      let previousTotal = totalAt(start);
      for (const stop of stops) {
        const total = totalAt(stop);
        portions.push({
          period: { from: previousDay, toExclusive: stop },
          band,
          slice,
          quantity: total - previousTotal,
        });
        previousDay = stop;
        previousTotal = total;
      }
      before += units;
    }
  }
  return portions;
}

export const isWithin = (portion: Portion, period: Period): boolean =>
  portion.period.from >= period.from && portion.period.from < period.toExclusive;

export function sumPortions(portions: readonly Portion[]): bigint {
  let total = 0n;
  for (const { quantity } of portions) total += quantity;
  return total;
}

/** Which readings, curves or estimates a quantity came from, one row per slice. */
export function traceConsumption(
  portions: readonly { readonly slice: ConsumptionSlice; readonly quantity: bigint }[],
): NonNullable<LineTrace['consumption']> {
  const bySlice = new Map<ConsumptionSlice, bigint>();
  for (const { slice, quantity } of portions) bySlice.set(slice, (bySlice.get(slice) ?? 0n) + quantity);
  return [...bySlice].map(([{ origin, basis }, quantity]) => ({ origin, quantity: quantity.toString(), basis }));
}
