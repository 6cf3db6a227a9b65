import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'vitest';
import { composeQrCode, composeQrSvg } from './qr-code.js';

const sizes = [
  [14, 21],
  [15, 25],
  [26, 25],
  [27, 29],
  [42, 29],
  [43, 33],
  [62, 33],
  [63, 37],
  [84, 37],
  [85, 41],
  [106, 41],
] as const;
for (const [length, size] of sizes) {
  test(`a text of ${length} bytes makes a symbol of ${size} × ${size} cells`, () => {
    const rows = composeQrCode('a'.repeat(length)) ?? assert.fail();
    assert.equal(rows.length, size);
    assert.ok(rows.every((row) => row.length === size));
  });
}

test('107 bytes are too many, and é is two of them', () => {
  assert.equal(composeQrCode('a'.repeat(107)), null);
  assert.equal(composeQrCode(`${'a'.repeat(105)}é`), null);
  assert.equal(composeQrSvg('a'.repeat(107)), null);
});

// Read back with an independent decoder (jsQR, texts of 1 to 106 bytes) when written; the hash keeps it so.
test('the symbol of a portal address is the one that was read back by a decoder', () => {
  const rows = composeQrCode('https://clienti.energia-esempio.example/bollette/E-2026-000123') ?? assert.fail();
  assert.equal(
    createHash('sha256').update(rows.join('\n')).digest('hex'),
    '97b5ac3e32782520cfdc33aa80a494a9cc2ff3be2deebde1b7040d43a98d2458',
  );
});
