import { localDate } from '@sportello/kernel/calendar';
import { expect, test } from 'vitest';
import { proposeRun } from './use-new-run.ts';

test.each([
  // today        from          last day
  ['2026-11-22', '2026-09-01', '2026-10-31'],
  ['2026-12-01', '2026-09-01', '2026-10-31'],
  ['2027-01-02', '2026-11-01', '2026-12-31'],
  ['2027-02-28', '2026-11-01', '2026-12-31'],
])('on %s the run proposed is from %s to %s', (today, from, to) => {
  expect(proposeRun(localDate(today))).toMatchObject({ periodFrom: from, periodTo: to, issueOn: today });
});
