import assert from 'node:assert/strict';
import { period } from '@sportello/kernel/calendar';
import { cents, formatCents, parseCents, sumCents } from '@sportello/kernel/money';
import fc from 'fast-check';
import { test } from 'vitest';
import { composeReceipt } from './compose-receipt.js';
import { assertBalanced, computeVat, freezeLine, type InvoiceLine, VAT_CLASSES } from './invoice-document.js';
import { electricityByBands, householdElectricity, SAMPLE_DOCUMENTS } from './sample-documents.js';

const of = period('2026-01-01', '2026-03-01');
const HEADINGS = [
  'consumption_charge',
  'fixed_charge',
  'power_charge',
  'excise_duty',
  'social_bonus',
  'recalculation',
  'other_items',
  'tv_licence_fee',
] as const;

const anyLine = fc.record({
  component: fc.constantFrom('sales.energy', 'network.asos', 'excise.gas'),
  heading: fc.constantFrom(...HEADINGS),
  part: fc.constantFrom('sales', 'network', 'tax', 'other'),
  period: fc.constant(of),
  quantity: fc.integer({ min: -5000, max: 5000 }).map(String),
  unit: fc.constantFrom('kWh', 'month', 'day', 'piece'),
  unitPriceEur: fc.constant('1'),
  amount: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).map((value) => formatCents(cents(value))),
  vat: fc.constantFrom(...VAT_CLASSES),
}) satisfies fc.Arbitrary<InvoiceLine>;

test('property: the rows of the receipt sum to the total, and the parts of a row to the row', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
      const rows = composeReceipt(lines);
      assert.equal(formatCents(sumCents(rows.map((row) => parseCents(row.amount)))), computeVat(lines).totals.total);
      for (const row of rows.filter((candidate) => candidate.parts.length > 0)) {
        assert.equal(formatCents(sumCents(row.parts.map((part) => parseCents(part.amount)))), row.amount);
      }
    }),
  );
});

test('the worked example of 400 kWh makes 133.38 euro: 58.08 + 12.00 + 16.94 + 3.84 + 11.76 + 2.27 + VAT 10.49 + TV 18.00', () => {
  assert.deepEqual(householdElectricity.totals, {
    taxable: '104.89',
    vat: '10.49',
    outsideVat: '18.00',
    total: '133.38',
  });
  assert.deepEqual(
    householdElectricity.receipt.map((row) => [row.heading, row.amount]),
    [
      ['consumption_charge', '75.02'], // 58.08 + 16.94
      ['fixed_charge', '15.84'], // 12.00 + 3.84
      ['power_charge', '11.76'],
      ['excise_duty', '2.27'],
      ['vat', '10.49'], // 104.89 × 10 %
      ['tv_licence_fee', '18.00'],
    ],
  );
  const [consumption] = householdElectricity.receipt;
  assert.deepEqual(consumption?.measure, { quantity: '400', unit: 'kWh', averagePriceEur: '0.187550' }); // 75.02 / 400
});

test('four network components on the same 473 kWh, and three bands, are 473 kWh and not their multiples', () => {
  const [consumption] = electricityByBands.receipt;
  assert.deepEqual(
    consumption?.parts.map((part) => part.measure?.quantity),
    ['473', '473'],
  ); // 82+61+103 + 74+57+96
});

test('VAT is taken on the sum of a rate: three lines of 0.05 at 10 % bear 0.02, not three times 0.01', () => {
  const line = { ...householdElectricity.lines[0], amount: '0.05' } as InvoiceLine;
  assert.equal(computeVat([line, line, line]).totals.vat, '0.02'); // 0.15 × 10 % = 0.015
});

test('a rated line freezes with its cents as text', () => {
  const rated = { ...(householdElectricity.lines[0] ?? assert.fail()), amount: cents(5808n) };
  assert.equal(freezeLine(rated).amount, '58.08');
});

for (const [name, document] of Object.entries(SAMPLE_DOCUMENTS)) {
  test(`sample ${name} balances: lines, VAT, totals, receipt`, () => assertBalanced(document));
}

test('a document whose total is not the sum of its lines is stopped', () => {
  const wrong = { ...householdElectricity, totals: { ...householdElectricity.totals, total: '133.39' } };
  assert.throws(() => assertBalanced(wrong), /lines make 133.38/);
});
