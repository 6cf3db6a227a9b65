import assert from 'node:assert/strict';
import { verify } from '@node-rs/argon2';
import { test } from 'vitest';
import { hashPassword, NOBODYS_HASH, verifyPassword } from './secrets.js';

test('the hash of nobody is read as an Argon2id hash with the same cost as a real one', async () => {
  // A hash that cannot be parsed rejects at once, and an unknown user would be told apart by the time taken.
  assert.equal(await verify(NOBODYS_HASH, 'anything'), false);
  await assert.rejects(verify('$argon2id$broken', 'anything'));
  const cost = (hash: string) => hash.split('$').slice(1, 4);
  assert.deepEqual(cost(NOBODYS_HASH), cost(await hashPassword('una password lunga')));
});

test('a password verifies against its own hash only', async () => {
  const stored = await hashPassword('quattro gatti neri');
  assert.equal(await verifyPassword(stored, 'quattro gatti neri'), true);
  assert.equal(await verifyPassword(stored, 'quattro gatti nerI'), false);
});
