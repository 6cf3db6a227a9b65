import { assert } from './result.js';

/** A civil day in Europe/Rome as `YYYY-MM-DD`: compares and sorts as text. */
export type LocalDate = string & { readonly __unit: 'civil day' };
/** A civil month as `YYYY-MM`. */
export type Month = string & { readonly __unit: 'civil month' };
/** A UTC instant as ISO text with milliseconds and `Z`. */
export type Instant = string & { readonly __unit: 'UTC instant' };

const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInYear = (year: number): number => (isLeapYear(year) ? 366 : 365);
export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isLocalDate(text: string): text is LocalDate {
  const match = DAY_FORM.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function localDate(text: string): LocalDate {
  assert(isLocalDate(text), `a day is YYYY-MM-DD: ${text}`);
  return text;
}

/** `03/11/2026` as Italians type it → `2026-11-03`, or null when it is not a day. */
export function parseItalianDate(text: string): LocalDate | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (match === null) return null;
  const iso = `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`;
  return isLocalDate(iso) ? iso : null;
}

/** `2026-11-03` → `03/11/2026`. */
export const formatItalianDate = (day: LocalDate): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** The number that two or four digits of a day spell. */
const digitsOf = (day: LocalDate, start: number, end: number): number => {
  let value = 0;
  for (let index = start; index < end; index += 1) value = value * 10 + day.charCodeAt(index) - 48;
  return value;
};
const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/**
 * Days from 1 January 1970, by arithmetic on years that start in March, so that the leap day is the last of its year:
 * a bill asks it hundreds of times, and a Date of each would cost more than its prices.
 * @source H. Hinnant, "chrono-compatible low-level date algorithms"
 */
export function toEpochDay(day: LocalDate): number {
  const monthNumber = digitsOf(day, 5, 7);
  const year = digitsOf(day, 0, 4) - (monthNumber <= 2 ? 1 : 0);
  const dayOfYear =
    Math.floor((153 * (monthNumber > 2 ? monthNumber - 3 : monthNumber + 9) + 2) / 5) + digitsOf(day, 8, 10) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468;
}

/** Year, month (1–12) and day of the month of a day counted from 1 January 1970. */
export function civilDayOf(epochDay: number): {
  readonly year: number;
  readonly monthNumber: number;
  readonly dayOfMonth: number;
} {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const monthNumber = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (monthNumber <= 2 ? 1 : 0),
    monthNumber,
    dayOfMonth: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

export function fromEpochDay(epochDay: number): LocalDate {
  const { year, monthNumber, dayOfMonth } = civilDayOf(epochDay);
  return `${String(year).padStart(4, '0')}-${twoDigits(monthNumber)}-${twoDigits(dayOfMonth)}` as LocalDate;
}

export const addDays = (day: LocalDate, days: number): LocalDate => fromEpochDay(toEpochDay(day) + days);
/** Whole days from `from` to `to`, negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from);
/** 1 = Monday … 7 = Sunday. */
export const dayOfWeek = (day: LocalDate): number => ((((toEpochDay(day) + 3) % 7) + 7) % 7) + 1;
export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
export const monthOf = (day: LocalDate): Month => day.slice(0, 7) as Month;

export function month(text: string): Month {
  assert(isLocalDate(`${text}-01`), `a month is YYYY-MM: ${text}`);
  return text as Month;
}
export const firstDayOf = (of: Month): LocalDate => `${of}-01` as LocalDate;
export function addMonthsTo(of: Month, months: number): Month {
  const total = Number(of.slice(0, 4)) * 12 + Number(of.slice(5)) - 1 + months;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}` as Month;
}
/** The same day `months` later, or the last day of that month when it is shorter. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const target = addMonthsTo(monthOf(day), months);
  const last = daysInMonth(Number(target.slice(0, 4)), Number(target.slice(5)));
  return `${target}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}` as LocalDate;
}

/** Half-open period of civil days `[from, toExclusive)`: the only interval type. */
export type Period = { readonly from: LocalDate; readonly toExclusive: LocalDate };

export function period(from: string, toExclusive: string): Period {
  const value = { from: localDate(from), toExclusive: localDate(toExclusive) };
  assert(value.from < value.toExclusive, `a period has at least a day: ${from} – ${toExclusive}`);
  return value;
}
export const daysOf = ({ from, toExclusive }: Period): number => daysBetween(from, toExclusive);
export const contains = ({ from, toExclusive }: Period, day: LocalDate): boolean => day >= from && day < toExclusive;
export function intersect(a: Period, b: Period): Period | null {
  const from = a.from > b.from ? a.from : b.from;
  const toExclusive = a.toExclusive < b.toExclusive ? a.toExclusive : b.toExclusive;
  return from < toExclusive ? { from, toExclusive } : null;
}
/** Cut a period at the given days; days outside change nothing. The pieces cover it without overlap. */
export function splitAt(of: Period, days: readonly LocalDate[]): readonly Period[] {
  const cuts = [...new Set(days)].filter((day) => day > of.from && day < of.toExclusive).toSorted();
  const starts = [of.from, ...cuts];
  return starts.map((from, index) => ({ from, toExclusive: starts[index + 1] ?? of.toExclusive }));
}
/** Number of calendar months when the period starts on a first day and ends on one; null otherwise. */
export function wholeMonths({ from, toExclusive }: Period): number | null {
  if (!from.endsWith('-01') || !toExclusive.endsWith('-01')) return null;
  const index = (day: LocalDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(toExclusive) - index(from);
}
export const monthsTouching = ({ from, toExclusive }: Period): readonly Month[] => {
  const months: Month[] = [];
  const last = monthOf(addDays(toExclusive, -1));
  for (let current = monthOf(from); current <= last; current = addMonthsTo(current, 1)) months.push(current);
  return months;
};

const ROME_FIELDS = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The civil day in Rome at an instant: 23:30 UTC of 31 December is already the next year. */
export const romeDayOf = (instant: Instant): LocalDate => {
  const parts = Object.fromEntries(
    ROME_FIELDS.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}` as LocalDate;
};

/** The last Sunday of a month: when Europe changes the clock (directive 2000/84/EC). */
function lastSundayOf(year: number, monthNumber: number): LocalDate {
  const last = `${year}-${String(monthNumber).padStart(2, '0')}-${daysInMonth(year, monthNumber)}` as LocalDate;
  return addDays(last, -(dayOfWeek(last) % 7));
}
/** 23, 24 or 25 hours: the spring day lacks 02–03, the autumn day has it twice. */
export function hoursIn(day: LocalDate): 23 | 24 | 25 {
  const year = yearOf(day);
  if (day === lastSundayOf(year, 3)) return 23;
  return day === lastSundayOf(year, 10) ? 25 : 24;
}

/** Easter Sunday (Meeus/Jones/Butcher, Gregorian), from which the movable holiday follows. */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthNumber = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}` as LocalDate;
}
