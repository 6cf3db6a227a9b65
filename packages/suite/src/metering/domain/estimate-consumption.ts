import { civilDayOf } from '@sportello/kernel/calendar';
import { divideRounded } from '@sportello/kernel/decimal';
import type { BandSplit, MeasuredSpan, MeasureMode } from './measured-spans.js';

/** Weights of the 12 months, January first, as whole numbers (percentages, or hundredths of one). */
export type MonthlyProfile = readonly number[];

/** A stretch of estimated use; `units` are whole kWh or Smc per band, in the order of `bandsOf(mode)`. */
export type EstimatedStretch = {
  readonly from: number;
  readonly to: number;
  readonly method: 'last_year' | 'annual_profile';
  readonly units: readonly number[];
};

export type EstimateInput = {
  readonly mode: MeasureMode;
  /** Measured spans, in order; only those that are not estimates count as history. */
  readonly spans: readonly MeasuredSpan[];
  readonly actualUntil: number | null;
  readonly annualConsumption: number | null;
  /** Null spreads the year evenly. */
  readonly profile: MonthlyProfile | null;
  readonly bandSplit: BandSplit;
};

const YEAR = 365;
/** Days of actual history among the last 365 from which last year says more than a profile. */
const ENOUGH_HISTORY = 300;

const daysInMonthOf = (year: number, monthNumber: number): number =>
  monthNumber === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(monthNumber)
      ? 30
      : 31;

function hasEnoughHistory({ spans, actualUntil }: EstimateInput): boolean {
  if (actualUntil === null) return false;
  let days = 0;
  for (const { from, to, origin } of spans) {
    if (origin === 'estimated') continue;
    days += Math.max(0, Math.min(to, actualUntil) - Math.max(from, actualUntil - YEAR));
  }
  return days >= ENOUGH_HISTORY;
}

/**
 * Running total since year 0 of a use of `annual` a year, whole units, at the start of `epochDay`. Estimates are
 * differences of it: cutting one anywhere changes nothing.
 */
function profileUntil(annual: bigint, profile: MonthlyProfile | null, epochDay: number): bigint {
  if (profile === null) return divideRounded(annual * BigInt(epochDay), BigInt(YEAR));
  const { year, monthNumber, dayOfMonth } = civilDayOf(epochDay);
  const daysInMonth = daysInMonthOf(year, monthNumber);
  let [before, whole] = [0, 0];
  profile.forEach((weight, index) => {
    whole += weight;
    if (index < monthNumber - 1) before += weight;
  });
  const numerator = (year * whole + before) * daysInMonth + (profile[monthNumber - 1] ?? 0) * (dayOfMonth - 1);
  return divideRounded(annual * BigInt(numerator), BigInt(whole) * BigInt(daysInMonth));
}

/** First day of the next month: where a monthly profile changes its slope. */
function nextMonthStart(epochDay: number): number {
  const { year, monthNumber, dayOfMonth } = civilDayOf(epochDay);
  return epochDay - dayOfMonth + 1 + daysInMonthOf(year, monthNumber);
}

function unitsByProfile(
  { mode, annualConsumption, profile, bandSplit }: EstimateInput,
  from: number,
  to: number,
): readonly number[] {
  const whole = BigInt(annualConsumption ?? 0);
  const unitsOf = (annual: bigint) => Number(profileUntil(annual, profile, to) - profileUntil(annual, profile, from));
  if (mode !== 'bands') return [unitsOf(whole)];
  return [bandSplit.F1, bandSplit.F2, bandSplit.F3].map((percent) =>
    unitsOf(divideRounded(whole * BigInt(percent), 100n)),
  );
}

/**
 * Estimate the use of `[from, to)`, days that nothing measured.
 *
 * Pure. With at least 300 days of actual history among the last 365, each day uses what was used 365 days before
 * (twice 365 when that is not measured yet); days without such a day, and supplies without history, use the
 * annual consumption spread by the profile. The method of a day depends on the measures only, never on the
 * period asked for.
 *
 * @source  del. 463/2016 (TIF) art. 6: estimates rest on the customer's own history, else on the annual consumption
 */
export function estimateConsumption(input: EstimateInput, from: number, to: number): readonly EstimatedStretch[] {
  const { spans, actualUntil, mode } = input;
  const bandCount = mode === 'bands' ? 3 : 1;
  const useHistory = hasEnoughHistory(input);
  const stretches: EstimatedStretch[] = [];
  let day = from;
  while (day < to) {
    let end = to;
    let units: readonly number[] | null = null;
    if (useHistory && actualUntil !== null) {
      const shift = YEAR * Math.max(1, Math.ceil((day - actualUntil + 1) / YEAR));
      const base = day - shift;
      const lastYear = spans.find((span) => span.origin !== 'estimated' && base < span.to);
      if (day < actualUntil + shift) end = Math.min(end, actualUntil + shift);
      if (lastYear !== undefined && base >= lastYear.from) {
        end = Math.min(end, lastYear.to + shift);
        for (const cut of lastYear.cuts) if (cut > base) end = Math.min(end, cut + shift);
        const baseEnd = end - shift;
        units = Array.from(
          { length: bandCount },
          (_, bandIndex) => lastYear.unitsUntil(bandIndex, baseEnd) - lastYear.unitsUntil(bandIndex, base),
        );
      } else if (lastYear !== undefined) {
        end = Math.min(end, lastYear.from + shift);
      }
    }
    if (units !== null) {
      stretches.push({ from: day, to: end, method: 'last_year', units });
    } else {
      if (input.profile !== null) end = Math.min(end, nextMonthStart(day));
      stretches.push({ from: day, to: end, method: 'annual_profile', units: unitsByProfile(input, day, end) });
    }
    day = end;
  }
  return stretches;
}
