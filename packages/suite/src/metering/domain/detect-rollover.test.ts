import assert from 'node:assert/strict';
import { test } from 'vitest';
import { detectRollover } from './detect-rollover.js';

const rows = [
  // previous current digits expected  use through zero
  [99_870, 20, 5, null, 150], //     20 + 100000 − 99870
  [99_870, 20, 5, 100, 150], //      under 1000 = a hundredth of the dial
  [99_000, 900, 5, 500, 1900], //    under 4 × 500
  [99_000, 1100, 5, 500, null], //   2100 is over 4 × 500
  [89_000, 900, 5, null, null], //   11900 is over a tenth of the dial
  [1000, 990, 5, 400, null], //      99990: a wrong reading, not a turn
  [1000, 1000, 5, null, null], //    not lower
  [120_000, 20, 5, null, null], //   previous value does not fit the dial
  [9000, 1000, 4, 100_000, 2000], // half the dial is the most, whatever is expected
  [4000, 1000, 4, 100_000, null],
] as const;

for (const [previous, current, digits, expectedUse, expected] of rows) {
  test(`${previous} then ${current} on ${digits} digits, ${expectedUse} expected: ${expected}`, () => {
    assert.equal(detectRollover({ previous, current, dialRange: 10 ** digits, expectedUse }), expected);
  });
}
