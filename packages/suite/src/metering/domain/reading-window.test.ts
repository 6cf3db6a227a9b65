import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { test } from 'vitest';
import { DEFAULT_WINDOW_RULE, readingWindowOn } from './reading-window.js';

const rows = [
  // today       opens         closes
  ['2026-02-10', '2026-02-20', '2026-02-28'],
  ['2026-02-28', '2026-02-20', '2026-02-28'],
  ['2026-03-01', '2026-03-20', '2026-03-31'],
] as const;
for (const [today, opensOn, closesOn] of rows) {
  test(`with the 20th to the end, on ${today} the window is ${opensOn} to ${closesOn}`, () => {
    assert.deepEqual(readingWindowOn(localDate(today), DEFAULT_WINDOW_RULE), { opensOn, closesOn });
  });
}

test('with the 1st to the 5th, on 6 December the next window is in January', () => {
  const window = readingWindowOn(localDate('2026-12-06'), { fromDay: 1, toDay: 5 });
  assert.deepEqual(window, { opensOn: '2027-01-01', closesOn: '2027-01-05' });
});

test('without a rule the window is always open', () => {
  assert.equal(readingWindowOn(localDate('2026-12-06'), null), null);
});
