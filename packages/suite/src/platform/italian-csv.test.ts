import { expect, test } from 'vitest';
import { decimalComma, italianCsv, italianDay } from './italian-csv.js';

test('semicolons, quotes and line ends are written so that they read back', () => {
  expect(italianCsv(['Nome', 'Nota'], [['Casa; mare', 'dice "sì"']])).toBe(
    '\uFEFFNome;Nota\r\n"Casa; mare";"dice ""sì"""\r\n',
  );
});

test('a cell that would be a formula is text, a negative amount stays a number', () => {
  expect(italianCsv(['a'], [['=1+1'], ['@x'], ['-cmd'], ['-12,40']])).toBe(
    "\uFEFFa\r\n'=1+1\r\n'@x\r\n'-cmd\r\n-12,40\r\n",
  );
});

test('1234.50 and 2026-11-22 are 1234,50 and 22/11/2026', () => {
  expect([decimalComma('1234.50'), italianDay('2026-11-22')]).toEqual(['1234,50', '22/11/2026']);
});
