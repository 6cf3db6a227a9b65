import { addDays, dayOfWeek, easterSunday, hoursIn, type LocalDate, yearOf } from '@sportello/kernel/calendar';
import { assert } from '@sportello/kernel/result';

/** Fascia oraria of electricity. */
export type TimeBand = 'F1' | 'F2' | 'F3';

/** A national holiday (festività) on a fixed day of the year, from the year the law introduced it. */
export type FixedHoliday = {
  /** `MM-DD`. */
  readonly monthDay: string;
  readonly fromYear: number | null;
  /** Whether it makes the day F3: a holiday of the state need not be one of the bands. */
  readonly countsForBands: boolean;
};

/** Whether the bands treat a day as a Sunday: the fixed holidays given and Easter Monday. */
export function isBandHoliday(day: LocalDate, holidays: readonly FixedHoliday[]): boolean {
  const year = yearOf(day);
  if (day === addDays(easterSunday(year), 1)) return true;
  const monthDay = day.slice(5);
  return holidays.some(
    (holiday) =>
      holiday.monthDay === monthDay &&
      holiday.countsForBands &&
      (holiday.fromYear === null || year >= holiday.fromYear),
  );
}

/**
 * Band of an hour on the clock (0–23) of a day.
 *
 * @source  del. 181/06 table 1 as in reference 2.7: F1 Mon–Fri 08–19; F2 Mon–Fri 07–08 and 19–23, Sat 07–23; F3
 *          nights, Sundays and holidays.
 */
function bandOfHour(hour: number, weekday: number, isHoliday: boolean): TimeBand {
  if (isHoliday || weekday === 7 || hour < 7 || hour >= 23) return 'F3';
  if (weekday === 6) return 'F2';
  return hour >= 8 && hour < 19 ? 'F1' : 'F2';
}

/**
 * Band of each quarter-hour of a day in the order they pass: 96, or 92 and 100 when the clock changes. The hour
 * that is missing or repeated is the third of the night, so that the clock is set right from 03:00 on.
 */
export function quarterHoursOf(day: LocalDate, holidays: readonly FixedHoliday[]): readonly TimeBand[] {
  const [weekday, isHoliday, hours] = [dayOfWeek(day), isBandHoliday(day, holidays), hoursIn(day)];
  const bands: TimeBand[] = [];
  for (let quarter = 0; quarter < hours * 4; quarter += 1) {
    const elapsedHour = Math.floor(quarter / 4);
    const clockHour = elapsedHour < 2 ? elapsedHour : elapsedHour + 24 - hours;
    bands.push(bandOfHour(clockHour, weekday, isHoliday));
  }
  return bands;
}

/** One day of a load curve (curva di carico), summed by band: what billing needs of it. */
export type DailyEnergy = {
  readonly day: LocalDate;
  readonly kind: 'collected' | 'estimated';
  readonly quarterHours: number;
  readonly wattHours: { readonly F1: number; readonly F2: number; readonly F3: number };
};

/** Sum the quarter-hours of a day, in whole watt-hours, by band. */
export function sumByBand(
  {
    day,
    kind,
    wattHours,
  }: {
    readonly day: LocalDate;
    readonly kind: 'collected' | 'estimated';
    readonly wattHours: readonly number[];
  },
  holidays: readonly FixedHoliday[],
): DailyEnergy {
  const bands = quarterHoursOf(day, holidays);
  assert(bands.length === wattHours.length, `${day} has ${bands.length} quarter-hours, not ${wattHours.length}`);
  const sums = { F1: 0, F2: 0, F3: 0 };
  bands.forEach((band, index) => {
    sums[band] += wattHours[index] ?? 0;
  });
  return { day, kind, quarterHours: bands.length, wattHours: sums };
}
