import assert from 'node:assert/strict';
import { period } from '@sportello/kernel/calendar';
import { decimal, multiply } from '@sportello/kernel/decimal';
import { formatCents, roundToCents, sumCents } from '@sportello/kernel/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateSupply } from './rate-supply.js';
import type { RatedLine } from './rated-line.js';
import { electricityInput, exampleBook, gasInput, used } from './rating-example.js';
import type { RatingInput } from './rating-input.js';
import { subtractBilled } from './subtract-billed.js';

function rated(input: RatingInput): readonly RatedLine[] {
  const result = rateSupply(input);
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.value;
}
const electricity = (kWh: string, changes: Partial<RatingInput> = {}): readonly RatedLine[] =>
  rated(electricityInput({ consumption: [used('2026-01-01', '2026-03-01', kWh)], ...changes }));
const gas = (smc: string): readonly RatedLine[] =>
  rated(gasInput({ consumption: [used('2026-01-01', '2027-01-01', smc, 'gas')] }));
const print = (lines: readonly RatedLine[]): readonly string[] =>
  lines.map(
    (line) =>
      `${line.component} ${line.quantity} ${line.unit} × ${line.unitPriceEur} = ${formatCents(line.amount)} ${line.vat}`,
  );
const total = (lines: readonly RatedLine[]): bigint => sumCents(lines.map((line) => line.amount));

test('estimate 400 kWh billed, actual 450 kWh: only what differs is charged', () => {
  expect(print(subtractBilled(electricity('450'), electricity('400')))).toEqual([
    'sales.energy 50 kWh × 0.1452 = 7.26 10', // 65.34 − 58.08
    'network.consumption 50 kWh × 0.0422 = 2.11 10', // 19.05 − 16.94; 0.04234 apart from a cent of rounding
    'excise.electricity 60 kWh × 0.02266667 = 1.36 10', // 160 − 100 taxed kWh, 3.63 − 2.27
  ]);
});

test('estimate too high: the difference is a negative price, never a negative quantity', () => {
  expect(print(subtractBilled(electricity('350'), electricity('400'))).slice(0, 2)).toEqual([
    'sales.energy 50 kWh × -0.1452 = -7.26 10',
    'network.consumption 50 kWh × -0.0424 = -2.12 10',
  ]);
});

test('same quantity at another price is one piece', () => {
  const book = exampleBook({ 'electricity/charges.asos-resident': '0.03152' });
  expect(print(subtractBilled(electricity('400', { book }), electricity('400')))) // 400 × 0.0452 = 18.08 − 16.94
    .toEqual(['network.consumption 1 piece × 1.14 = 1.14 10']);
});

test('both sums stand in the facts of the line', () => {
  expect(subtractBilled(electricity('450'), electricity('400'))[0]?.trace.facts).toEqual({
    shouldAmount: '65.34',
    billedAmount: '58.08',
    quantityUnit: 'kWh',
    shouldQuantity: '450',
    billedQuantity: '400',
    quantityDifference: '50',
  });
});

test('nothing differs, no line', () => expect(subtractBilled(electricity('400'), electricity('400'))).toEqual([]));

test('a period never billed is charged whole, and a component no longer due is given back whole', () => {
  expect(total(subtractBilled(electricity('400'), []))).toBe(total(electricity('400')));
  expect(total(subtractBilled([], electricity('400')))).toBe(-total(electricity('400')));
});

test('gas that moves across 480 Smc differs in both VAT classes: 400 billed, 500 actual', () => {
  const lines = subtractBilled(gas('500'), gas('400')).filter(({ component }) => component === 'sales.energy');
  expect(print(lines)).toEqual(['sales.energy 80 Smc × 0.45 = 36.00 10', 'sales.energy 20 Smc × 0.45 = 9.00 22']);
});

const quantities = fc.integer({ min: 0, max: 5000 }).map(String);
test('property: what was billed plus the difference is what should be, after any number of corrections', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(electricity, gas),
      fc.array(quantities, { minLength: 2, maxLength: 5 }),
      (rate, seen) => {
        let billed: readonly RatedLine[] = [];
        for (const quantity of seen) {
          billed = [...billed, ...subtractBilled(rate(quantity), billed)];
          assert.equal(total(billed), total(rate(quantity)));
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('property: quantity × unit price rounds to the amount of every difference line, and no quantity is negative', () => {
  fc.assert(
    fc.property(fc.constantFrom(electricity, gas), quantities, quantities, (rate, should, billed) => {
      for (const line of subtractBilled(rate(should), rate(billed))) {
        assert.ok(!line.quantity.startsWith('-'));
        assert.equal(roundToCents(multiply(decimal(line.quantity), decimal(line.unitPriceEur))), line.amount);
      }
    }),
    { numRuns: 100 },
  );
});

test('the difference covers the days of the lines it compares', () => {
  const line = subtractBilled(electricity('450'), electricity('400'))[0];
  expect(line?.period).toEqual(period('2026-01-01', '2026-03-01'));
  expect(line?.heading).toBe('recalculation');
});
