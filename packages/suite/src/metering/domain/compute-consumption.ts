import { fromEpochDay, type LocalDate, type Period, toEpochDay } from '@sportello/kernel/calendar';
import { integer } from '@sportello/kernel/decimal';
import type { ConsumptionSlice } from './consumption.js';
import { estimateConsumption, type MonthlyProfile } from './estimate-consumption.js';
import {
  bandsOf,
  type ConsumptionIssue,
  lastDayBefore,
  type MeasuredSpan,
  type MeasureInput,
  measuredSpans,
} from './measured-spans.js';

export type ConsumptionInput = MeasureInput & {
  readonly period: Period;
  /** Monthly weights for estimates by profile (gas); null spreads the annual consumption evenly (electricity). */
  readonly profile: MonthlyProfile | null;
};

export type Consumption = {
  /** In order of day, then band; per band they cover the period exactly once. Quantities are whole kWh or Smc. */
  readonly slices: readonly ConsumptionSlice[];
  readonly issues: readonly ConsumptionIssue[];
  /** See `lastActualReadOn`. */
  readonly actualUntilReadOn: LocalDate | null;
};

/**
 * Compute what was used in a period: measured where readings or curves bound it, estimated elsewhere.
 *
 * Pure and total. Whole units are fixed per interval between readings (difference × multiplier or coefficient C,
 * rounded once) and spread by day as a running total, so that computing a period in pieces gives the same sum.
 * Billing an interval that an estimate had covered is the caller's: compute again and subtract what was billed.
 *
 * @param input.mode               `gas` uses register C without coefficient where a corrector is installed
 * @param input.meters             every installation that touches the period; a new coefficient C of the same meter
 *                                 is a new record with the same serial number
 * @param input.readings           accepted readings of these meters, also far outside the period: the boundaries
 *                                 around it and last year's use come from them
 * @param input.curves             days of load curve summed by band; multipliers are already in them
 * @param input.annualConsumption  whole kWh or Smc a year; null when unknown
 * @source  reference 7.4 (from reading to billed quantity), 10.1 (order of data)
 */
export function computeConsumption(input: ConsumptionInput): Consumption {
  const measured = measuredSpans(input);
  const { spans, closings, actualUntil } = measured;
  const issues = [...measured.issues];
  const slices: ConsumptionSlice[] = [];
  const bands = bandsOf(input.mode);
  const [from, to] = [toEpochDay(input.period.from), toEpochDay(input.period.toExclusive)];

  const addMeasured = (span: MeasuredSpan, start: number, end: number): void => {
    const edges = [start, ...span.cuts.filter((day) => day > start && day < end), end];
    for (let index = 0; index + 1 < edges.length; index += 1) {
      const [first, last] = [edges[index] ?? start, edges[index + 1] ?? end];
      const period = { from: fromEpochDay(first), toExclusive: fromEpochDay(last) };
      bands.forEach((band, bandIndex) => {
        slices.push({
          period,
          band,
          quantity: integer(span.unitsUntil(bandIndex, last) - span.unitsUntil(bandIndex, first)),
          origin: span.origin,
          basis: span.basis(bandIndex, first, last),
        });
      });
    }
  };

  const addEstimated = (start: number, end: number): void => {
    const stretches = estimateConsumption({ ...input, spans, actualUntil }, start, end);
    const gap = { from: fromEpochDay(start), toExclusive: fromEpochDay(end) };
    if (actualUntil !== null && start < actualUntil) {
      issues.push({ code: 'metering.gap_between_readings', severity: 'warning', ...gap });
    }
    if (input.annualConsumption === null && stretches.some(({ method }) => method === 'annual_profile')) {
      issues.push({ code: 'metering.no_estimate_basis', severity: 'blocking', ...gap });
    }
    const lastClosing = closings.findLast((closing) => closing <= start);
    for (const stretch of stretches) {
      const period = { from: fromEpochDay(stretch.from), toExclusive: fromEpochDay(stretch.to) };
      bands.forEach((band, bandIndex) => {
        slices.push({
          period,
          band,
          quantity: integer(stretch.units[bandIndex] ?? 0),
          origin: 'estimated',
          basis: {
            kind: 'estimate',
            method: stretch.method,
            annualQuantity: String(input.annualConsumption ?? 0),
            fromReadOn: lastClosing === undefined ? null : lastDayBefore(lastClosing),
          },
        });
      });
    }
  };

  let cursor = from;
  for (const span of spans) {
    if (span.to <= cursor) continue;
    if (span.from >= to) break;
    if (span.from > cursor) addEstimated(cursor, span.from);
    const [start, end] = [Math.max(span.from, cursor), Math.min(span.to, to)];
    addMeasured(span, start, end);
    cursor = end;
  }
  if (cursor < to) addEstimated(cursor, to);
  return { slices, issues, actualUntilReadOn: actualUntil === null ? null : lastDayBefore(actualUntil) };
}

/**
 * The day whose end the last actual measure closes: what was billed on estimates up to it is due for
 * recalculation (conguaglio), what comes after it cannot be yet. Null when nothing was measured.
 */
export function lastActualReadOn(input: MeasureInput): LocalDate | null {
  const { actualUntil } = measuredSpans(input);
  return actualUntil === null ? null : lastDayBefore(actualUntil);
}
