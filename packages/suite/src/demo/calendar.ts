import { addDays, addMonths, firstDayOf, type LocalDate, monthOf, type Period } from '@sportello/kernel/calendar';

/** A billing run of the demo's past: bills of a period, issued on a day, due later. */
export type DemoRun = { readonly period: Period; readonly issueOn: LocalDate; readonly dueOn: LocalDate };

const RUNS = 7;
const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/**
 * The seven periods of two months that end with last month, oldest first: on 22 November 2026 they go from
 * September–October 2025 to September–October 2026. Bills leave on the tenth of the next month, never after today,
 * and are due in twenty days: the last ones are usually not due yet.
 */
export function demoRuns(today: LocalDate): readonly DemoRun[] {
  const end = firstDayOf(monthOf(today));
  return Array.from({ length: RUNS }, (_, index) => {
    const period = { from: addMonths(end, -2 * (RUNS - index)), toExclusive: addMonths(end, -2 * (RUNS - index - 1)) };
    const issueOn = earlier(addDays(period.toExclusive, 9), today);
    return { period, issueOn, dueOn: addDays(issueOn, 20) };
  });
}

/** Days of the fourteen months of the demo, first included. */
export const demoMonths = (today: LocalDate): Period => {
  const end = firstDayOf(monthOf(today));
  return { from: addMonths(end, -2 * RUNS), toExclusive: end };
};
