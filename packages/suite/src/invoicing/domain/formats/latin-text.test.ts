import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import { basicLatinText, latinText } from './latin-text.js';

const rows = [
  ['Giulia Rossi', 'Giulia Rossi', 'Giulia Rossi'],
  ['Dall’Òglio & figli', "Dall'Òglio &amp; figli", "Dall'Oglio &amp; figli"],
  ['12 € – “caro”', '12 EUR - &quot;caro&quot;', '12 EUR - &quot;caro&quot;'],
  ['Łódź', 'Lódz', 'Lodz'],
  ['Straße', 'Straße', 'Strasse'],
  ['𝔸𝟙', 'A1', 'A1'],
  ['e\u0301', 'é', 'e'],
  ['a\u0000\tb\u00a0c', 'a b c', 'a b c'],
  ['北京', '??', '??'],
  ['', '-', '-'],
] as const;

for (const [given, latin, basic] of rows) {
  test(`${JSON.stringify(given)} is written ${latin}, or ${basic} where only Basic Latin fits`, () => {
    assert.equal(latinText(given, 60), latin);
    assert.equal(basicLatinText(given, 60), basic);
  });
}

test('a text is cut before it is escaped: three ampersands in two characters are &amp;&amp;', () => {
  assert.equal(latinText('&&&', 2), '&amp;&amp;');
});

test('property: whatever is typed becomes 1 to 20 allowed characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const plain = latinText(typed, 20).replace(/&(amp|lt|gt|quot);/g, 'x');
      assert.match(plain, /^[\x20-\x7e\xa1-\xff]{1,20}$/);
    }),
  );
});
