import assert from 'node:assert/strict';
import { test } from 'vitest';
import { day, optional, quantity, readTable, TableErrors, text, yesNo } from './csv-table.js';

const columns = { name: text(40), starts_on: day, use: optional(quantity(6, 3)), resident: yesNo };
const read = (content: string | Uint8Array, encoding?: 'utf-8' | 'windows-1252') => {
  const errors = new TableErrors();
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const rows = readTable({ content: bytes, ...(encoding !== undefined && { encoding }) }, columns, errors);
  return { rows, errors: errors.refusal?.errors ?? [], errorCount: errors.refusal?.errorCount ?? 0 };
};
const HEADER = 'name;starts_on;use;resident\n';

test('separators, BOM, quotes, Italian days and decimal commas are read', () => {
  const { rows, errors } = read(`\uFEFFresident;USE;name;starts_on\r\nsì;1.200,5;x;2026-01-01\r\n`);
  assert.equal(errors[0]?.code, 'imports.not_a_number', 'a thousands separator is not guessed');
  assert.equal(rows.length, 0);
  const sound = read(
    '\uFEFFresident,use,name,starts_on\r\nsì,"1200,50","D\'Angelo, ""il vecchio""",31/01/2026\r\nno,,Niccolò,2026-02-28',
  );
  assert.deepEqual(sound.errors, []);
  assert.deepEqual(
    sound.rows.map(({ line, cells }) => [line, cells]),
    [
      [2, { resident: true, use: '1200.5', name: 'D\'Angelo, "il vecchio"', starts_on: '2026-01-31' }],
      [3, { resident: false, use: null, name: 'Niccolò', starts_on: '2026-02-28' }],
    ],
  );
});

const hostile = [
  ['an empty file', '', 'imports.empty_file', 1],
  ['a header alone', HEADER, 'imports.empty_file', 2],
  ['a column of nobody', 'name;starts_on;use;resident;secret\na;2026-01-01;;no;x\n', 'imports.unknown_column', 1],
  ['a missing column', 'name;starts_on;use\na;2026-01-01;\n', 'imports.column_missing', 1],
  ['a column twice', 'name;starts_on;use;resident;name\n', 'imports.column_twice', 1],
  ['a short row', `${HEADER}a;2026-01-01;;no\nb;2026-01-01\n`, 'imports.cell_count', 3],
  ['30 February', `${HEADER}a;30/02/2026;;no\n`, 'imports.not_a_day', 2],
  ['a formula', `${HEADER}=HYPERLINK(1);2026-01-01;;no\n`, 'imports.formula_cell', 2],
  ['an @ command', `${HEADER}@SUM(1);2026-01-01;;no\n`, 'imports.formula_cell', 2],
  ['a formula in quotes', `${HEADER}"+cmd";2026-01-01;;no\n`, 'imports.formula_cell', 2],
  ['an open quote', `${HEADER}"a;2026-01-01;;no\n`, 'imports.open_quote', 2],
  ['text after a quote', `${HEADER}"a"b;2026-01-01;;no\n`, 'imports.text_after_quote', 2],
  ['a negative use', `${HEADER}a;2026-01-01;-1;no\n`, 'imports.not_a_number', 2],
  ['1e309', `${HEADER}a;2026-01-01;1e309;no\n`, 'imports.not_a_number', 2],
  ['NUL', `${HEADER}a\u0000;2026-01-01;;no\n`, 'imports.nul_character', 2],
  ['a giant cell', `${HEADER}${'x'.repeat(10_001)};2026-01-01;;no\n`, 'imports.too_long', 2],
] as const;
for (const [what, content, code, line] of hostile) {
  test(`${what}: ${code} at line ${line}`, () => {
    const { errors } = read(content);
    assert.deepEqual([errors[0]?.code, errors[0]?.line], [code, line]);
  });
}

test('Windows-1252 bytes are refused as UTF-8 with their line, and read when asked', () => {
  const bytes = Buffer.from(`${HEADER}Niccol\xf2;2026-01-01;;no\n`, 'latin1');
  const { errors } = read(bytes);
  assert.deepEqual(
    [errors[0]?.code, errors[0]?.line, errors[0]?.value.endsWith('Niccol')],
    ['imports.wrong_encoding', 2, true],
  );
  assert.equal(read(bytes, 'windows-1252').rows[0]?.cells.name, 'Niccolò');
});

test('1,000 errors are listed and all 1,500 counted', () => {
  const { errors, errorCount } = read(HEADER + 'a;never;;no\n'.repeat(1500));
  assert.deepEqual([errors.length, errorCount], [1000, 1500]);
});

test('a quoted line break is no text of a cell, and counts as a line', () => {
  const { errors } = read(`${HEADER}"a\nb";2026-01-01;;no\nc;never;;no\n`);
  assert.deepEqual(
    errors.map(({ line, code }) => [line, code]),
    [
      [2, 'imports.control_character'],
      [4, 'imports.not_a_day'],
    ],
  );
});
