import { strict as nodeAssert } from 'node:assert';
import { test } from 'vitest';
import { assert, BrokenInvariant, ok, refuse } from './result.js';

test('an answer is a value or a refusal with its facts', () => {
  nodeAssert.deepEqual(ok(42), { ok: true, value: 42 });
  const refusal = { code: 'metering.reading_in_future', today: '2026-02-28' };
  nodeAssert.deepEqual(refuse(refusal), { ok: false, refusal });
});

test('a broken promise throws a BrokenInvariant with its sentence', () => {
  assert(true, 'never said');
  nodeAssert.throws(() => assert(0, 'dials are not negative'), {
    name: 'BrokenInvariant',
    message: 'dials are not negative',
  });
  nodeAssert.throws(() => assert(null, 'x'), BrokenInvariant);
});
