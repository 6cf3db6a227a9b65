import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import { encodeWebCode, formatWebCode, parseWebCode } from './web-code.js';

test('60 bits become 12 symbols, five bits each, the highest first', () => {
  // 00000 00001 00010 00011 00100 00101 00110 00111 | 11111 11110 11101 11100 → 2 3 4 5 6 7 8 9 | Z Y X W
  const bytes = Uint8Array.from([
    0b00000000, 0b01000100, 0b00110010, 0b00010100, 0b11000111, 0b11111111, 0b10111011, 0b11000000,
  ]);
  assert.equal(encodeWebCode(bytes), '23456789ZYXW');
  assert.equal(formatWebCode('23456789ZYXW'), '2345-6789-ZYXW');
});

for (const typed of ['2345-6789-zyxw', ' 2345 6789 ZYXW ', '23456789zyxw', '2345–6789—ZYXW', '2345.6789.ZYXW']) {
  test(`«${typed}» is read as 23456789ZYXW`, () => assert.equal(parseWebCode(typed), '23456789ZYXW'));
}

for (const typed of [
  '',
  '2345-6789-ZYX',
  '2345-6789-ZYXWV',
  '0345-6789-ZYXW',
  'O345-6789-ZYXW',
  '1345-6789-IYXW',
  '2345-6789-ZYXÈ',
]) {
  test(`«${typed}» cannot be a web code`, () => assert.equal(parseWebCode(typed), null));
}

test('every printed code is read back, in lower case too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (bytes) => {
      const code = encodeWebCode(bytes);
      assert.equal(parseWebCode(formatWebCode(code)), code);
      assert.equal(parseWebCode(code.toLowerCase()), code);
    }),
  );
});
