import { addMonths, daysInMonth, firstDayOf, type LocalDate, monthOf } from '@sportello/kernel/calendar';
import type { ReadingWindow } from './check-self-reading.js';

/** Days of each month, both included, when self-readings count; 31 means the last day, whatever the month. */
export type WindowRule = { readonly fromDay: number; readonly toDay: number };

/** From the 20th to the end: readings that close the month of use just before its bill. */
export const DEFAULT_WINDOW_RULE: WindowRule = { fromDay: 20, toDay: 31 };

/**
 * The window that is open on `today`, or else the next one. Null when the rule is null: always open.
 */
export function readingWindowOn(today: LocalDate, rule: WindowRule | null): ReadingWindow | null {
  if (rule === null) return null;
  const current = windowOf(firstDayOf(monthOf(today)), rule);
  return today <= current.closesOn ? current : windowOf(addMonths(firstDayOf(monthOf(today)), 1), rule);
}

function windowOf(monthStart: LocalDate, { fromDay, toDay }: WindowRule): ReadingWindow {
  const last = daysInMonth(Number(monthStart.slice(0, 4)), Number(monthStart.slice(5, 7)));
  const dayOf = (day: number): LocalDate =>
    `${monthStart.slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}` as LocalDate;
  return { opensOn: dayOf(fromDay), closesOn: dayOf(toDay) };
}
