import type { LocalDate } from '@sportello/kernel/calendar';

const twoDigitsAt = (text: string, index: number): number =>
  text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 11 * 48;

/**
 * Days since 1 January 1970 of a civil day, without `Date`: consumption of a hundred thousand supplies compares
 * and subtracts days in its inner loop. Era arithmetic of the proleptic Gregorian calendar: the year starts in
 * March, so that the leap day is its last.
 */
export function toEpochDay(day: LocalDate): number {
  const monthNumber = twoDigitsAt(day, 5);
  const year = twoDigitsAt(day, 0) * 100 + twoDigitsAt(day, 2) - (monthNumber <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (monthNumber + (monthNumber > 2 ? -3 : 9)) + 2) / 5) + twoDigitsAt(day, 8) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1–12) and day of the month of an epoch day. */
export type CivilDay = { readonly year: number; readonly monthNumber: number; readonly dayOfMonth: number };

export function civilDayOf(epochDay: number): CivilDay {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const monthNumber = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (monthNumber <= 2 ? 1 : 0),
    monthNumber,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

export function fromEpochDay(epochDay: number): LocalDate {
  const { year, monthNumber, dayOfMonth } = civilDayOf(epochDay);
  return `${year}-${twoDigits(monthNumber)}-${twoDigits(dayOfMonth)}` as LocalDate;
}
