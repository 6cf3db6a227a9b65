import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import cases from './identifiers.cases.json' with { type: 'json' };
import {
  birthDateOf,
  composeTaxCode,
  type Parsed,
  parsePdr,
  parsePod,
  parseTaxCode,
  parseVatNumber,
  taxCodeControlLetter,
} from './identifiers.js';

const families = [
  ['tax code', parseTaxCode, cases.taxCode],
  ['VAT number', parseVatNumber, cases.vatNumber],
  ['POD', parsePod, cases.pod],
  ['PDR', parsePdr, cases.pdr],
] as const;
for (const [family, parse, { valid, invalid }] of families) {
  for (const code of valid) {
    test(`${code} is a ${family}`, () => {
      const parsed = parse(code);
      assert.ok(parsed.ok);
      assert.deepEqual(parse(parsed.value), parsed, 'the canonical form is its own canonical form');
    });
  }
  for (const code of invalid) {
    test(`${code} is not a ${family}`, () => assert.equal(parse(code).ok, false));
  }
}

const said = (parsed: Parsed): string =>
  parsed.ok
    ? parsed.value
    : parsed.fault === 'length'
      ? `length ${parsed.found} instead of ${parsed.expected}`
      : parsed.fault;

const rows = [
  // parse         typed                  answer
  [parsePod, ' it 065 e 34234785 ', 'IT065E34234785'],
  [parsePod, 'IT065E34234785A', 'IT065E34234785'], // the 15th character is dropped
  [parsePod, 'IT065E3423478', 'length 13 instead of 14'],
  [parsePod, 'IT0A5E34234785', 'form'],
  [parsePod, '', 'length 0 instead of 14'],
  [parsePdr, '6972-5005-5402-33', '69725005540233'],
  [parsePdr, '6972500554023', 'length 13 instead of 14'],
  [parsePdr, '6972500554023O', 'form'], // the letter O for a zero
  [parseVatNumber, 'IT 01234567897', '01234567897'],
  [parseVatNumber, '01234567890', 'check'],
  [parseVatNumber, '00000000000', 'form'],
  [parseVatNumber, '0123456789', 'length 10 instead of 11'],
  [parseTaxCode, 'rss mra 80a01 h501u', 'RSSMRA80A01H501U'],
  [parseTaxCode, 'RSSMRA80A01H501V', 'check'],
  [parseTaxCode, 'RSSMRA80F01H501U', 'form'], // F is not a month
  [parseTaxCode, 'RSSMRA80A01H501', 'length 15 instead of 16'],
  [parseTaxCode, '01234567897', '01234567897'], // a company's tax code checks as a VAT number
  [parseTaxCode, '01234567890', 'check'],
  [parseTaxCode, '0123456789', 'length 10 instead of 11'],
] as const;
for (const [parse, typed, answer] of rows) {
  test(`${parse.name} of «${typed}»: ${answer}`, () => assert.equal(said(parse(typed)), answer));
}

for (const { taxCode, ...person } of cases.taxCode.ofPeople) {
  test(`${person.lastName} ${person.firstName}, born on ${person.bornOn}, has ${taxCode}`, () => {
    assert.equal(composeTaxCode(person), taxCode);
    assert.equal(birthDateOf(taxCode, 2026), person.bornOn);
  });
}

test('omocodia: letters in place of digits hide the same birthday, 1975-12-31', () => {
  assert.equal(birthDateOf('BNCNNA75TTMFNLRM', 2026), '1975-12-31');
});

test('a day that does not exist has no birthday: 30 February and day 40', () => {
  assert.equal(birthDateOf('RSSMRA80B30H501X', 2026), null);
  assert.equal(birthDateOf('RSSMRA80A40H501X', 2026), null);
  assert.equal(birthDateOf('01234567897', 2026), null);
});

test('04 is 2004 in 2026 and 1904 for someone who must be born by 2003', () => {
  assert.equal(birthDateOf('DNGNCL04B29F839K', 2026), '2004-02-29');
  assert.equal(birthDateOf('DNGNCL04B29F839K', 2003), '1904-02-29');
});

const anyPerson = fc.record(
  {
    lastName: fc.constantFrom('Rossi', 'Fo', 'De Luca', "D'Angelo", 'Nicolò', 'Sørensen', 'Aiò'),
    firstName: fc.constantFrom('Mario', 'Anna', 'Io', 'Maria Grazia', 'Gianfranco', 'Ugo', 'Niccolò'),
    bornOn: fc
      .date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2020-12-31T00:00:00Z'), noInvalidDate: true })
      .map((instant) => instant.toISOString().slice(0, 10)),
    isWoman: fc.boolean(),
    placeCode: fc.constantFrom('H501', 'F205', 'L219', 'Z404'),
  },
  { noNullPrototype: true },
);

test('property: a composed tax code is valid and gives the birthday back', () => {
  fc.assert(
    fc.property(anyPerson, (person) => {
      const taxCode = composeTaxCode(person);
      assert.deepEqual(parseTaxCode(taxCode), { ok: true, value: taxCode });
      const latestYear = Number(person.bornOn.slice(0, 4)) + 50;
      assert.equal(birthDateOf(taxCode, latestYear), person.bornOn);
    }),
  );
});

test('property: any single wrong digit of a VAT number is seen', () => {
  const code = '01234567897';
  fc.assert(
    fc.property(fc.nat(10), fc.nat(9), (position, digit) => {
      const typed = `${code.slice(0, position)}${digit}${code.slice(position + 1)}`;
      assert.equal(parseVatNumber(typed).ok, typed === code);
    }),
  );
});

test('property: no text makes a parser throw, and what is accepted is canonical', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      for (const [, parse] of families) {
        const parsed = parse(text);
        if (parsed.ok) assert.match(parsed.value, /^[A-Z0-9]+$/);
      }
    }),
  );
});

test('the control letter of RSSMRA80A01H501 is U', () => {
  assert.equal(taxCodeControlLetter('RSSMRA80A01H501'), 'U');
});
