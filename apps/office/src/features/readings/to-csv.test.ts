import { expect, test } from 'vitest';
import { toCsv } from './to-csv.ts';

test('cells with a separator or a quote are quoted, formulas become text', () => {
  expect(
    toCsv([
      ['riga', 'valore'],
      ['3', 'a;b'],
      ['4', 'dice "no"'],
      ['5', '=1+1'],
    ]),
  ).toBe('\uFEFFriga;valore\r\n3;"a;b"\r\n4;"dice ""no"""\r\n5;\'=1+1\r\n');
});
