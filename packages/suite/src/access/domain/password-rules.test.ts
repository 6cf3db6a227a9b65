import assert from 'node:assert/strict';
import { test } from 'vitest';
import { checkPassword } from './password-rules.js';

const words = ['giulia.rossi', 'giulia.rossi@posta.example', 'Energia Esempio S.p.A.'];
const rows = [
  // password                      expected
  ['sette77', 'access.password_too_short'], // 7
  ['otto 8 x', 'accepted'], // 8
  ['è'.repeat(7), 'access.password_too_short'], // 7 characters, 14 bytes
  [`il mare d’inverno ${'x'.repeat(110)}`, 'accepted'], // 18 + 110 = 128
  [`il mare d’inverno ${'x'.repeat(111)}`, 'access.password_too_long'],
  ['password', 'access.password_too_common'],
  ['Password123!', 'access.password_too_common'],
  ['P4$$w0rd', 'access.password_too_common'],
  ['forzajuve1897', 'access.password_too_common'],
  ['12345678', 'access.password_too_common'],
  ['87654321', 'access.password_too_common'],
  ['qwertyuiop', 'access.password_too_common'],
  ['1q2w3e4r5t', 'access.password_too_common'],
  ['aaaaaaaa', 'access.password_too_common'],
  ['abababab', 'access.password_too_common'],
  ['energiaesempio', 'access.password_too_common'], // the company
  ['Energia2026', 'access.password_too_common'],
  ['giulia.rossi', 'access.password_too_common'], // the user name
  ['rossi-1985-01', 'access.password_too_common'],
  ['tre tigri contro tre tigri', 'accepted'],
] as const;

for (const [password, expected] of rows) {
  test(`«${password.slice(0, 30)}» of ${[...password].length} characters: ${expected}`, () => {
    const decision = checkPassword(password, words);
    assert.equal(decision.ok ? 'accepted' : decision.refusal.code, expected);
  });
}
