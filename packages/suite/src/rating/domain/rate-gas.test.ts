import assert from 'node:assert/strict';
import { period } from '@sportello/kernel/calendar';
import { decimal, multiply, sum } from '@sportello/kernel/decimal';
import { formatCents, roundToCents, sumCents } from '@sportello/kernel/money';
import { expect, test } from 'vitest';
import { rateSupply } from './rate-supply.js';
import type { RatedLine } from './rated-line.js';
import { exampleBook, GAS_LOMBARDIA, gasInput, gasOffer, used } from './rating-example.js';
import type { RatingInput } from './rating-input.js';
import { sumBill } from './sum-bill.js';

function rated(changes: Partial<RatingInput> = {}): readonly RatedLine[] {
  const result = rateSupply(gasInput(changes));
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.value;
}
const print = (lines: readonly RatedLine[]): readonly string[] =>
  lines.map(
    (line) =>
      `${line.component} ${line.quantity} ${line.unit} × ${line.unitPriceEur} = ${formatCents(line.amount)} ${line.vat}%`,
  );
const only = (lines: readonly RatedLine[], component: string): readonly string[] =>
  print(lines.filter((line) => line.component === component));
const totalOf = (lines: readonly RatedLine[], component: string): string =>
  formatCents(sumCents(lines.filter((line) => line.component === component).map((line) => line.amount)));
const year = (quantity: string) => [used('2026-01-01', '2027-01-01', quantity, 'gas')];

test('§8.4 network brackets are progressive: North-East, 1000 Smc → 360 × 0.079367 + 520 × 0.072643 = 66.35 €', () => {
  const lines = rated();
  expect(only(lines, 'network.bracket')).toEqual([
    'network.bracket 360 Smc × 0.079367 = 28.57 10%', // 120–480; 0–120 costs nothing
    'network.bracket 520 Smc × 0.072643 = 37.77 22%', // 28.57212 + 37.77436 = 66.34648
  ]);
  // The vector rounds once; a bill rounds each line, which the two VAT rates keep apart: 66.34.
  const exact = sum(
    lines
      .filter(({ component }) => component === 'network.bracket')
      .map((line) => multiply(decimal(line.quantity), decimal(line.unitPriceEur))),
  );
  expect(formatCents(roundToCents(exact))).toBe('66.35');
});

test('§8.5 excise Centre-North: 1000 Smc → 5.28 + 63.00 + 88.40 = 156.68 €', () => {
  expect(only(rated(), 'excise.gas')).toEqual([
    'excise.gas 120 Smc × 0.044 = 5.28 10%',
    'excise.gas 360 Smc × 0.175 = 63.00 10%',
    'excise.gas 520 Smc × 0.17 = 88.40 22%',
  ]);
  expect(totalOf(rated(), 'excise.gas')).toBe('156.68');
});
test('§8.5 excise Centre-North: 2000 Smc → 333.72 €', () =>
  // 5.28 + 63.00 + 1080 × 0.170 + 440 × 0.186 = 5.28 + 63.00 + 183.60 + 81.84
  expect(totalOf(rated({ consumption: year('2000') }), 'excise.gas')).toBe('333.72'));

test('§8.5 regional surcharge of Veneto by the same brackets; Lombardy has none', () => {
  expect(only(rated(), 'excise.regional_surcharge')).toEqual([
    'excise.regional_surcharge 120 Smc × 0.007747 = 0.93 10%',
    'excise.regional_surcharge 360 Smc × 0.023241 = 8.37 10%',
    'excise.regional_surcharge 520 Smc × 0.025823 = 13.43 22%',
  ]);
  expect(only(rated({ supply: GAS_LOMBARDIA }), 'excise.regional_surcharge')).toEqual([]);
});

test('§8.6 VAT: 10 % on the volume of the first 480 Smc, 22 % on the rest and on all fixed quotas', () => {
  const lines = rated();
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 480 Smc × 0.45 = 216.00 10%',
    'sales.energy 520 Smc × 0.45 = 234.00 22%',
  ]);
  // 0.105049 + 0.002788 + 0.034837 + 0.029417 + 0.007292 = 0.179383
  expect(only(lines, 'network.consumption')).toEqual([
    'network.consumption 480 Smc × 0.179383 = 86.10 10%',
    'network.consumption 520 Smc × 0.179383 = 93.28 22%',
  ]);
  expect(only(lines, 'sales.fixed')).toEqual(['sales.fixed 12 month × 6 = 72.00 22%']);
  expect(only(lines, 'network.fixed')).toEqual(['network.fixed 12 month × 3.9675 = 47.61 22%']); // 69.60 − 0.35 − 0.01 − 21.63
});

test('a bill that crosses 480 Smc: 400 used before, 100 now are 80 at 10 % and 20 at 22 %', () => {
  const lines = rated({
    period: period('2026-03-01', '2026-04-01'),
    consumption: [used('2026-03-01', '2026-04-01', '100', 'gas')],
    yearToDateSmc: 400n,
  });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 80 Smc × 0.45 = 36.00 10%',
    'sales.energy 20 Smc × 0.45 = 9.00 22%',
  ]);
  const excise = lines.filter(({ component }) => component === 'excise.gas');
  expect(print(excise)).toEqual(['excise.gas 80 Smc × 0.175 = 14.00 10%', 'excise.gas 20 Smc × 0.17 = 3.40 22%']);
  expect(excise[0]?.trace.facts).toEqual({ bracketFrom: '120', bracketTo: '480', yearToDate: '400' });
});

test('brackets and the 480 Smc restart on 1 January', () => {
  const lines = rated({
    period: period('2025-12-01', '2026-02-01'),
    yearToDateSmc: 1500n,
    consumption: [used('2025-12-01', '2026-01-01', '200', 'gas'), used('2026-01-01', '2026-02-01', '200', 'gas')],
  });
  expect(only(lines, 'excise.gas')).toEqual([
    'excise.gas 60 Smc × 0.17 = 10.20 22%',
    'excise.gas 140 Smc × 0.186 = 26.04 22%', // 1500 → 1560 → 1700
    'excise.gas 120 Smc × 0.044 = 5.28 10%',
    'excise.gas 80 Smc × 0.175 = 14.00 10%', // 0 → 120 → 200
  ]);
});

test('an indexed gas price has a line a month without losses: psv + spread', () => {
  const lines = rated({
    period: period('2026-01-01', '2026-03-01'),
    consumption: [used('2026-01-01', '2026-03-01', '59', 'gas')],
    offerVersions: [gasOffer({ price: { kind: 'indexed', index: 'psv', spread: '0.05' } })],
  });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 31 Smc × 0.45 = 13.95 10%',
    'sales.energy 28 Smc × 0.55 = 15.40 10%',
  ]);
});

test('a tariff change in mid month splits the volume line by days: 10 and 20 of 30', () => {
  const book = exampleBook({
    'gas/charges.qt': [
      ['2024-01-01', '0.10'],
      ['2026-04-11', '0.08'],
    ],
  });
  const lines = rated({
    book,
    period: period('2026-04-01', '2026-05-01'),
    consumption: [used('2026-04-01', '2026-05-01', '90', 'gas')],
  });
  expect(only(lines, 'network.consumption')).toEqual([
    'network.consumption 30 Smc × 0.174334 = 5.23 10%',
    'network.consumption 60 Smc × 0.154334 = 9.26 10%',
  ]);
});

test('fractional Smc become whole on the running total: 10.4 + 10.4 over two slices are 10 + 11', () => {
  const lines = rated({
    period: period('2026-01-01', '2026-03-01'),
    consumption: [used('2026-01-01', '2026-02-01', '10.4', 'gas'), used('2026-02-01', '2026-03-01', '10.4', 'gas')],
  });
  expect(lines[0]?.quantity).toBe('21');
  expect(lines[0]?.trace.consumption?.map(({ quantity }) => quantity)).toEqual(['10', '11']);
});

test('the bill total is the taxable sums and one VAT per rate', () => {
  const sum = sumBill(rated());
  // 10 %: 216 + 86.10 + 28.57 + 5.28 + 63 + 0.93 + 8.37 = 408.25 → 40.83 (40.825 half away from zero)
  // 22 %: 234 + 72 + 47.61 + 93.28 + 37.77 + 88.40 + 13.43 = 586.49 → 129.03 (129.0278)
  expect(sum.vat.map((row) => [row.class, formatCents(row.taxable), formatCents(row.vat)])).toEqual([
    ['10', '408.25', '40.83'],
    ['22', '586.49', '129.03'],
  ]);
  expect(formatCents(sum.total)).toBe('1164.60');
});
