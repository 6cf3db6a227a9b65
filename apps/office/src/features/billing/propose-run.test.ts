import { localDate } from '@sportello/kernel/calendar';
import { expect, test } from 'vitest';
import { billedUntilOf, proposeRun } from './use-new-run.ts';

test.each([
  // today        billed until  from          last day
  ['2026-11-22', null, '2026-09-01', '2026-10-31'],
  ['2026-12-01', null, '2026-09-01', '2026-10-31'],
  ['2027-01-02', null, '2026-11-01', '2026-12-31'],
  ['2027-02-28', null, '2026-11-01', '2026-12-31'],
  ['2026-11-22', '2026-09-01', '2026-09-01', '2026-10-31'],
  ['2026-11-22', '2026-11-01', '2026-11-01', '2026-12-31'],
] as const)('on %s, billed until %s, the run proposed is from %s to %s', (today, billedUntil, from, to) => {
  const until = billedUntil === null ? null : localDate(billedUntil);
  expect(proposeRun(localDate(today), until)).toMatchObject({ periodFrom: from, periodTo: to, issueOn: today });
});

test('a simulation, a cancelled run and a run of one service alone do not count as billed', () => {
  const run = { mode: 'final', state: 'issued', commodity: null, periodToExclusive: '2026-09-01' };
  const others = [{ mode: 'simulation' }, { state: 'cancelled' }, { commodity: 'gas' }];
  const runs = [run, ...others.map((changes) => ({ ...run, periodToExclusive: '2026-11-01', ...changes }))];
  expect(billedUntilOf(runs)).toBe('2026-09-01');
});
