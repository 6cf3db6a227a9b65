import assert from 'node:assert/strict';
import { test } from 'vitest';
import { formatAmount, formatEuro, formatPrice, formatQuantity } from './format-figures.js';

const rows = [
  ['1234.56', '1.234,56\u00a0€', '€1,234.56'],
  ['-12.40', '−12,40\u00a0€', '−€12.40'],
  ['1234567.00', '1.234.567,00\u00a0€', '€1,234,567.00'],
  ['-0.00', '0,00\u00a0€', '€0.00'],
  ['999.99', '999,99\u00a0€', '€999.99'],
] as const;

for (const [amount, italian, english] of rows) {
  test(`${amount} is ${italian} in Italian and ${english} in English`, () => {
    assert.equal(formatEuro(amount, 'it'), italian);
    assert.equal(formatEuro(amount, 'en'), english);
  });
}

test('a unit price has six decimals, or eight when it needs them', () => {
  assert.equal(formatPrice('0.155', 'it'), '0,155000');
  assert.equal(formatPrice('0.12345678', 'it'), '0,12345678');
  assert.equal(formatPrice('-7', 'en'), '−7.000000');
});

test('a quantity loses the zeros that say nothing: 1234.500 is 1.234,5', () => {
  assert.equal(formatQuantity('1234.500', 'it'), '1.234,5');
  assert.equal(formatQuantity('400.000', 'en'), '400');
  assert.equal(formatQuantity('-38', 'it'), '−38');
});

test('an amount in a column of euro has no sign of euro', () => assert.equal(formatAmount('-7.30', 'it'), '−7,30'));
