import assert from 'node:assert/strict';
import { addDays, localDate, period, splitAt } from '@sportello/kernel/calendar';
import { compare, decimal, isZero, multiply, subtract, sum } from '@sportello/kernel/decimal';
import { roundToCents, sumCents } from '@sportello/kernel/money';
import fc from 'fast-check';
import { test } from 'vitest';
import { rateSupply } from './rate-supply.js';
import type { RatedLine } from './rated-line.js';
import { electricityInput, exampleBook, gasInput, used } from './rating-example.js';
import type { RatingInput } from './rating-input.js';
import { spreadConsumption, sumPortions } from './spread-consumption.js';
import { sumBill } from './sum-bill.js';

const book = exampleBook({
  'electricity/charges.asos-resident': [
    ['2024-01-01', '0.029677'],
    ['2026-01-01', '0.028657'],
    ['2026-07-01', '0.031515'],
  ],
  'gas/charges.qt': [
    ['2024-01-01', '0.09681944'],
    ['2026-04-01', '0.07439495'],
    ['2026-10-01', '0.105049'],
  ],
});
const days = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 400 })).map(([start, length]) => {
  const from = addDays(localDate('2025-01-01'), start);
  return { from, toExclusive: addDays(from, length) };
});
const quantity = fc.integer({ min: 0, max: 6000 });
const commodity = fc.constantFrom('electricity' as const, 'gas' as const);

function rated(of: 'electricity' | 'gas', changes: Partial<RatingInput>): readonly RatedLine[] {
  const result = rateSupply(of === 'gas' ? gasInput({ book, ...changes }) : electricityInput({ book, ...changes }));
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.value;
}
const over = (
  of: 'electricity' | 'gas',
  { from, toExclusive }: { from: string; toExclusive: string },
  amount: number,
) =>
  rated(of, {
    period: period(from, toExclusive),
    consumption: [used(from, toExclusive, `${amount}`, of === 'gas' ? 'gas' : 'F0')],
  });
const quantityOf = (lines: readonly RatedLine[], component: string) =>
  sum(lines.filter((line) => line.component === component).map((line) => decimal(line.quantity)));

test('property: each line is quantity × unit price rounded, and the lines sum to the taxable amounts', () => {
  fc.assert(
    fc.property(commodity, days, quantity, (of, at, amount) => {
      const lines = over(of, at, amount);
      for (const line of lines) {
        assert.equal(roundToCents(multiply(decimal(line.quantity), decimal(line.unitPriceEur))), line.amount);
        assert.ok(decimal(line.unitPriceEur).scale <= 8);
      }
      const bill = sumBill(lines);
      assert.equal(sumCents(lines.map((line) => line.amount)), sumCents(bill.vat.map((row) => row.taxable)));
    }),
  );
});

test('property: sales and network price the same whole kWh or Smc, which are the consumption', () => {
  fc.assert(
    fc.property(commodity, days, quantity, (of, at, amount) => {
      const lines = over(of, at, amount);
      for (const component of ['sales.energy', 'network.consumption']) {
        assert.equal(compare(quantityOf(lines, component), decimal(`${amount}`)), 0, component);
      }
    }),
  );
});

test('property: cuts change no quantity: the portions of a band sum to its rounded total', () => {
  fc.assert(
    fc.property(
      days,
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }),
      (at, thousandths, offsets) => {
        const text = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
        const portions = spreadConsumption(
          [used(at.from, at.toExclusive, text)],
          at,
          offsets.map((offset) => addDays(at.from, offset)),
        );
        const whole = spreadConsumption([used(at.from, at.toExclusive, text)], at, []);
        assert.equal(sumPortions(portions), sumPortions(whole));
        assert.ok(portions.every((portion) => portion.quantity >= 0n));
      },
    ),
  );
});

test('property: splitting a period changes the linear components by no more than a cent of rounding per line', () => {
  const linear = ['sales.energy', 'network.consumption'];
  fc.assert(
    fc.property(days, quantity, fc.integer({ min: 1, max: 399 }), (at, amount, offset) => {
      const slice = [used(at.from, at.toExclusive, `${amount}`)];
      const whole = rated('electricity', { period: at, consumption: slice });
      const parts = splitAt(at, [addDays(at.from, offset)]).map((part) =>
        rated('electricity', { period: part, consumption: slice }),
      );
      for (const component of linear) {
        const [one, two] = [whole, parts.flat()].map((lines) => lines.filter((line) => line.component === component));
        const difference = subtract(
          quantityOf(whole, component),
          sum(parts.map((part) => quantityOf(part, component))),
        );
        assert.ok(isZero(difference), `${component} quantity`);
        const gap = sumCents((one ?? []).map((line) => line.amount)) - sumCents((two ?? []).map((line) => line.amount));
        // Where the cut moves the rounding of a day, one kWh may change price: below 1 cent, plus half a cent per line.
        assert.ok(
          (gap < 0n ? -gap : gap) <= BigInt((one?.length ?? 0) + (two?.length ?? 0)) + 1n,
          `${component} ${gap}`,
        );
      }
    }),
  );
});

test('property: more consumption never costs less', () => {
  fc.assert(
    fc.property(commodity, days, quantity, fc.integer({ min: 1, max: 500 }), (of, at, amount, more) => {
      // Rounding moves each line by at most half a cent either way.
      const [less, greater] = [over(of, at, amount), over(of, at, amount + more)];
      const slack = BigInt(less.length + greater.length);
      assert.ok(sumBill(greater).total + slack >= sumBill(less).total);
    }),
  );
});
