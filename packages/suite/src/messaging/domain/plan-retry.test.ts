import assert from 'node:assert/strict';
import { test } from 'vitest';
import { planRetry } from './plan-retry.js';

const rows = [
  // attempt  age in seconds  wait in seconds
  [1, 0, 30],
  [2, 30, 60],
  [4, 300, 300],
  [9, 30_000, 14_400],
  [30, 244_800, 14_400], // 68 h + 4 h = 72 h
  [30, 244_801, null], // one second more
] as const;
for (const [attempt, age, expected] of rows) {
  test(`attempt ${attempt} after ${age} s: ${expected === null ? 'given up' : `again in ${expected} s`}`, () => {
    assert.equal(planRetry(attempt, age), expected);
  });
}
