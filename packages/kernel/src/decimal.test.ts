import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  divideRounded,
  formatDecimal,
  integer,
  isDecimal,
  isNegative,
  isZero,
  maximum,
  minimum,
  multiply,
  negate,
  ONE,
  round,
  subtract,
  sum,
  tenTo,
  trimDecimal,
  ZERO,
} from './decimal.js';

const anyDecimal = fc.record(
  {
    units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    scale: fc.integer({ min: 0, max: 9 }),
  },
  { noNullPrototype: true },
);
const sameValue = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

test('a literal keeps the scale it was written with', () => {
  assert.deepEqual(decimal('-12.340'), { units: -12340n, scale: 3 });
  assert.deepEqual(decimal('7'), { units: 7n, scale: 0 });
  assert.deepEqual(decimal('0.000001'), { units: 1n, scale: 6 });
});

for (const text of ['', '1,5', '1.', '.5', '+1', '1e3', ' 1', '1 ', '--1', '1.2.3', '1_000', '٣', 'NaN']) {
  test(`«${text}» is not a decimal`, () => {
    assert.equal(isDecimal(text), false);
    assert.throws(() => decimal(text), /decimal literal/);
  });
}

test('41 characters are refused before they become a number', () => {
  assert.equal(isDecimal('9'.repeat(40)), true);
  assert.equal(isDecimal('9'.repeat(41)), false);
});

test('a scale beyond 40 is a broken promise, not a wrong number', () => {
  assert.equal(tenTo(40), 10n ** 40n);
  assert.throws(() => tenTo(41), /a scale stays below 41/);
  assert.throws(() => tenTo(-1), /a scale stays below 41/);
});

const roundings = [
  // value       scale  expected
  ['0.005', 2, '0.01'],
  ['-0.005', 2, '-0.01'],
  ['0.0049999', 2, '0.00'],
  ['1.005', 2, '1.01'],
  ['2.675', 2, '2.68'],
  ['-2.675', 2, '-2.68'],
  ['0.5', 0, '1'],
  ['-0.5', 0, '-1'],
  ['-0.4', 0, '0'],
  ['1.5', 4, '1.5000'],
  ['999.995', 2, '1000.00'],
] as const;
for (const [value, scale, expected] of roundings) {
  test(`${value} at ${scale} decimals is ${expected}: halves go away from zero`, () => {
    assert.equal(formatDecimal(round(decimal(value), scale)), expected);
  });
}

const quotients = [
  // a       b        scale  expected
  ['1', '3', 6, '0.333333'],
  ['2', '3', 6, '0.666667'],
  ['-2', '3', 2, '-0.67'],
  ['2', '-3', 2, '-0.67'],
  ['-1', '-8', 2, '0.13'], // 0.125, a half
  ['100', '8', 0, '13'], // 12.5, a half
  ['0.000001', '1000', 3, '0.000'], // the divisor has to grow, not the dividend
  ['123456.789', '0.001', 0, '123456789'],
] as const;
for (const [a, b, scale, expected] of quotients) {
  test(`${a} / ${b} at ${scale} decimals is ${expected}`, () => {
    assert.equal(formatDecimal(divide(decimal(a), decimal(b), scale)), expected);
  });
}

test('division by zero breaks at once', () => {
  assert.throws(() => divide(ONE, decimal('0.00'), 2), /no division by zero/);
});

test('0.1 + 0.2 is 0.3 and 0.412345 × 41.25 is 17.00923125', () => {
  assert.equal(formatDecimal(add(decimal('0.1'), decimal('0.2'))), '0.3');
  assert.equal(formatDecimal(multiply(decimal('0.412345'), decimal('41.25'))), '17.00923125');
  assert.equal(formatDecimal(sum([decimal('1.5'), decimal('-0.25'), integer(3)])), '4.25');
  assert.equal(formatDecimal(sum([])), '0');
});

test('1.50 and 1.5 are one value, and the first of two equals is kept', () => {
  assert.equal(compare(decimal('1.50'), decimal('1.5')), 0);
  assert.equal(minimum(decimal('1.50'), decimal('1.5')).scale, 2);
  assert.equal(maximum(decimal('-2'), decimal('-3.0')).units, -2n);
  assert.equal(isZero(decimal('-0.00')), true);
  assert.equal(isNegative(decimal('-0.00')), false);
});

test('trailing zeros go, the others stay: 1.500 → 1.5, 2.00 → 2, 100 → 100, 0.000 → 0', () => {
  const trimmed = ['1.500', '2.00', '100', '0.000', '-0.10'].map((text) => formatDecimal(trimDecimal(decimal(text))));
  assert.deepEqual(trimmed, ['1.5', '2', '100', '0', '-0.1']);
});

test('property: what is printed is read back, digit by digit', () => {
  fc.assert(
    fc.property(anyDecimal, (value) => {
      assert.deepEqual(decimal(formatDecimal(value)), value);
      assert.ok(isDecimal(formatDecimal(value)));
    }),
  );
});

test('property: addition and multiplication obey the laws of arithmetic', () => {
  fc.assert(
    fc.property(anyDecimal, anyDecimal, anyDecimal, (a, b, c) => {
      assert.ok(sameValue(add(a, b), add(b, a)));
      assert.ok(sameValue(add(add(a, b), c), add(a, add(b, c))));
      assert.ok(sameValue(subtract(add(a, b), b), a));
      assert.ok(sameValue(multiply(a, b), multiply(b, a)));
      assert.ok(sameValue(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))));
      assert.ok(sameValue(multiply(a, ONE), a));
      assert.ok(sameValue(add(a, negate(a)), ZERO));
    }),
  );
});

test('property: order is total and minimum ≤ maximum', () => {
  fc.assert(
    fc.property(anyDecimal, anyDecimal, (a, b) => {
      assert.equal(compare(a, b) + compare(b, a), 0);
      assert.ok(compare(minimum(a, b), maximum(a, b)) <= 0);
      assert.ok(sameValue(add(minimum(a, b), maximum(a, b)), add(a, b)));
    }),
  );
});

test('property: rounding moves a value by half a unit at most, is odd, and is done once', () => {
  fc.assert(
    fc.property(anyDecimal, fc.integer({ min: 0, max: 9 }), (value, scale) => {
      const rounded = round(value, scale);
      assert.equal(rounded.scale, scale);
      const gap = subtract(rounded, value);
      const half: Decimal = { units: 5n, scale: scale + 1 };
      assert.ok(compare({ units: absolute(gap.units), scale: gap.scale }, half) <= 0);
      assert.deepEqual(round(rounded, scale), rounded);
      assert.deepEqual(round(negate(value), scale), negate(rounded));
    }),
  );
});

test('property: a quotient is within half a unit of the exact one', () => {
  const integers = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
  fc.assert(
    fc.property(
      integers,
      integers.filter((value) => value !== 0n),
      (numerator, denominator) => {
        const quotient = divideRounded(numerator, denominator);
        // |q·d − n| ≤ |d| / 2
        assert.ok(2n * absolute(quotient * denominator - numerator) <= absolute(denominator));
      },
    ),
  );
});

test('property: dividing what was multiplied gives it back', () => {
  fc.assert(
    fc.property(
      anyDecimal,
      anyDecimal.filter((value) => value.units !== 0n),
      (a, b) => {
        assert.deepEqual(divide(multiply(a, b), b, a.scale), a);
      },
    ),
  );
});

test('property: trimming changes the writing, never the value', () => {
  fc.assert(
    fc.property(anyDecimal, (value) => {
      const trimmed = trimDecimal(value);
      assert.ok(sameValue(trimmed, value));
      assert.ok(trimmed.scale === 0 || trimmed.units % 10n !== 0n);
    }),
  );
});
