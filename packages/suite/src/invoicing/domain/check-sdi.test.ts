import assert from 'node:assert/strict';
import { test } from 'vitest';
import { checkSdi, type SdiCode } from './check-sdi.js';
import { type FatturaPaFigures, toFatturaPaFigures } from './formats/fatturapa.js';
import { householdElectricity } from './sample-documents.js';

const right = toFatturaPaFigures(householdElectricity);
const [line = assert.fail(), ...otherLines] = right.lines;
const [summary = assert.fail(), ...otherSummaries] = right.summaries;
const withLine = (change: Partial<typeof line>): FatturaPaFigures => ({
  ...right,
  lines: [{ ...line, ...change }, ...otherLines],
});
const withSummary = (change: Partial<typeof summary>): FatturaPaFigures => ({
  ...right,
  summaries: [{ ...summary, ...change }, ...otherSummaries],
});

// The invoice of 133.38 euro: first line 400.00 × 0.1452 = 58.08; summary 104.89 at 10 % = 10.49.
const rows: readonly (readonly [string, FatturaPaFigures, readonly SdiCode[]])[] = [
  ['as composed', right, []],
  [
    'a line at 0 % without Natura',
    withLine({ rate: '0.00' }),
    ['invoicing.sdi_00400', 'invoicing.sdi_00422', 'invoicing.sdi_00419'],
  ],
  [
    'a line at 10 % with Natura N1',
    withLine({ natura: 'N1' }),
    ['invoicing.sdi_00401', 'invoicing.sdi_00422', 'invoicing.sdi_00419'],
  ],
  ['a withheld line without DatiRitenuta', withLine({ isWithheld: true }), ['invoicing.sdi_00411']],
  ['neither tax code nor VAT number', { ...right, hasCustomerIdentifier: false }, ['invoicing.sdi_00417']],
  ['no summary of the 10 % lines', { ...right, summaries: otherSummaries }, ['invoicing.sdi_00419']],
  [
    'tax 10.50 on 104.89 at 10 % (10.489, a cent and a tenth off)',
    withSummary({ tax: '10.50' }),
    ['invoicing.sdi_00421'],
  ],
  ['tax 10.48 (nine tenths of a cent off)', withSummary({ tax: '10.48' }), []],
  ['taxable 105.90, 1.01 over the lines', withSummary({ taxable: '105.90', tax: '10.59' }), ['invoicing.sdi_00422']],
  ['taxable 105.89, exactly 1.00 over', withSummary({ taxable: '105.89', tax: '10.59' }), []],
  ['total 58.10 for 58.08', withLine({ total: '58.10' }), ['invoicing.sdi_00423']],
  ['total 58.09 for 58.08', withLine({ total: '58.09' }), []],
  [
    'a line at 0.10 instead of 10.00',
    withLine({ rate: '0.10' }),
    ['invoicing.sdi_00424', 'invoicing.sdi_00422', 'invoicing.sdi_00419'],
  ],
  ['a number without digits', { ...right, number: 'ABC' }, ['invoicing.sdi_00425']],
  ['a recipient of six characters', { ...right, recipientCode: 'ABC123' }, ['invoicing.sdi_00427']],
  ['FPR12 sent as version FPA12', { ...right, version: 'FPA12' }, ['invoicing.sdi_00428']],
  [
    'a summary at 0 % without Natura',
    { ...right, summaries: [summary, { rate: '0.00', taxable: '18.00', tax: '0.00' }] },
    ['invoicing.sdi_00429', 'invoicing.sdi_00422', 'invoicing.sdi_00419'],
  ],
  [
    'a summary at 10 % with Natura',
    withSummary({ natura: 'N1' }),
    ['invoicing.sdi_00430', 'invoicing.sdi_00422', 'invoicing.sdi_00419'],
  ],
  [
    'the generic Natura N2',
    withLine({ rate: '0.00', natura: 'N2' }),
    ['invoicing.sdi_00445', 'invoicing.sdi_00422', 'invoicing.sdi_00419'],
  ],
];

for (const [what, figures, expected] of rows) {
  test(`${what}: ${expected.length === 0 ? 'accepted' : expected.join(', ')}`, () => {
    assert.deepEqual(
      checkSdi(figures).map((issue) => issue.code),
      expected,
    );
  });
}

test('an issue says where it is: the second line', () => {
  const second = { ...otherLines[0], total: '99.00' } as typeof line;
  assert.equal(checkSdi({ ...right, lines: [line, second, ...otherLines.slice(1)] })[0]?.path, 'DettaglioLinee[2]');
});
