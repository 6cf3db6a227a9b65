import assert from 'node:assert/strict';
import { addDays, daysBetween, localDate } from '@sportello/kernel/calendar';
import { test } from 'vitest';
import { civilDayOf, fromEpochDay, toEpochDay } from './epoch-day.js';

const EPOCH = localDate('1970-01-01');

test('every day from 1999 to 2041 has the number the kernel counts, and comes back from it', () => {
  for (let day = localDate('1999-01-01'); day < '2041-01-01'; day = addDays(day, 1)) {
    const epochDay = toEpochDay(day);
    assert.equal(epochDay, daysBetween(EPOCH, day));
    assert.equal(fromEpochDay(epochDay), day);
  }
});

test('29 February 2028 is the second month, day 29', () => {
  const leapDay = toEpochDay(localDate('2028-02-29'));
  assert.deepEqual(civilDayOf(leapDay), { year: 2028, monthNumber: 2, dayOfMonth: 29 });
});
