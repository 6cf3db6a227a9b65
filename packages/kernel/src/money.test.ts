import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import { compare, decimal, multiply, subtract } from './decimal.js';
import {
  allocate,
  type Cents,
  cents,
  centsToDecimal,
  formatCents,
  parseCents,
  roundToCents,
  sumCents,
} from './money.js';

const anyAmount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map(cents);
const anyWeights = fc
  .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0n));
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

const allocations = [
  // cents  weights          parts
  [10_000n, [1n, 1n, 1n], [3334n, 3333n, 3333n]], // 100.00 in three instalments: the first has the odd cent
  [-10_000n, [1n, 1n, 1n], [-3334n, -3333n, -3333n]], // a credit note mirrors its invoice
  [100n, [1n, 2n], [33n, 67n]], // 33.33 and 66.67: the larger remainder gets the cent
  [1n, [5n, 5n], [1n, 0n]], // equal remainders: the earlier part
  [0n, [3n, 4n], [0n, 0n]],
  [777n, [0n, 9n, 0n], [0n, 777n, 0n]], // weight zero, nothing
  [5n, [1n, 1n, 1n, 1n, 1n, 1n, 1n], [1n, 1n, 1n, 1n, 1n, 0n, 0n]],
] as const;
for (const [total, weights, parts] of allocations) {
  test(`${formatCents(cents(total))} by ${weights.join(':')} is ${parts.join(' + ')} cents`, () => {
    assert.deepEqual(allocate(cents(total), weights), parts);
  });
}

test('an allocation needs a positive weight and no negative one', () => {
  assert.throws(() => allocate(cents(1), []), /at least one weight is positive/);
  assert.throws(() => allocate(cents(1), [0n, 0n]), /at least one weight is positive/);
  assert.throws(() => allocate(cents(1), [2n, -1n]), /weights are not negative/);
});

test('property: allocated parts sum to the whole, each within a cent of its exact share', () => {
  fc.assert(
    fc.property(anyAmount, anyWeights, (total, weights) => {
      const parts = allocate(total, weights);
      const weightSum = weights.reduce((a, b) => a + b, 0n);
      assert.equal(sumCents(parts), total);
      // |part − total · weight / weightSum| < 1 cent, cross-multiplied to stay in whole numbers
      parts.forEach((part, index) => {
        assert.ok(absolute(part * weightSum - total * (weights[index] ?? 0n)) < weightSum);
      });
    }),
  );
});

test('property: a credit is allocated as the mirror of the charge', () => {
  fc.assert(
    fc.property(anyAmount, anyWeights, (total, weights) => {
      assert.deepEqual(
        allocate(cents(-total), weights),
        allocate(total, weights).map((part) => -part),
      );
    }),
  );
});

test('property: a heavier weight never receives less', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }).map(cents), anyWeights, (total, weights) => {
      const parts = allocate(total, weights);
      weights.forEach((weight, a) => {
        weights.forEach((other, b) => {
          if (weight > other) assert.ok((parts[a] as Cents) >= (parts[b] as Cents));
        });
      });
    }),
  );
});

const lines = [
  // quantity  unit price  cents
  ['137', '0.412345', 5649n], // 56.491265
  ['1', '0.005', 1n],
  ['-1', '0.005', -1n],
  ['3', '0.335', 101n], // 1.005
  ['100', '1', 10_000n],
] as const;
for (const [quantity, price, expected] of lines) {
  test(`${quantity} × ${price} euro is ${expected} cents`, () => {
    assert.equal(roundToCents(multiply(decimal(quantity), decimal(price))), expected);
  });
}

test('amounts travel as text with two decimals', () => {
  assert.equal(formatCents(cents(12_345)), '123.45');
  assert.equal(formatCents(cents(-5)), '-0.05');
  assert.equal(formatCents(cents(0)), '0.00');
  assert.equal(parseCents('7'), 700n);
  assert.equal(parseCents('7.5'), 750n);
  assert.equal(parseCents('-0.05'), -5n);
  assert.throws(() => parseCents('1.005'), /at most two decimals/);
  assert.throws(() => parseCents('1,00'), /decimal literal/);
});

test('property: an amount printed is read back the same, and is already rounded', () => {
  fc.assert(
    fc.property(anyAmount, (amount) => {
      assert.equal(parseCents(formatCents(amount)), amount);
      assert.equal(roundToCents(centsToDecimal(amount)), amount);
    }),
  );
});

test('property: a line moves by half a cent at most when it is rounded', () => {
  const anyPrice = fc.record(
    {
      units: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      scale: fc.integer({ min: 0, max: 10 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(anyPrice, (euro) => {
      const gap = subtract(centsToDecimal(roundToCents(euro)), euro);
      assert.ok(compare({ units: absolute(gap.units), scale: gap.scale }, decimal('0.005')) <= 0);
    }),
  );
});

test('the sum of no amounts is zero', () => {
  assert.equal(sumCents([]), 0n);
  assert.equal(sumCents([cents(1999), cents(-99), cents(100)]), 2000n);
});
