import assert from 'node:assert/strict';
import { contextOf, givenCompany } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { afterAll, beforeAll, test } from 'vitest';
import { clearFailures, takeAttempt } from './attempts.js';
import type { Company } from './context.js';

const rule = { scope: 'test', failures: 5, windowSeconds: 3600, blockSeconds: 60, longestBlockSeconds: 900 };
const clock = movingClock('2026-11-22T10:00:00.000Z');
let database: TestDatabase;
let company: Company;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
});
afterAll(() => database.close());

const take = (subject: string, at: string) => {
  clock.moveTo(`2026-11-22T${at}.000Z` as never);
  return asCompany(database, company.companyId, (db) =>
    takeAttempt(contextOf(db, company, clock, { kind: 'anonymous' }), rule, subject),
  );
};
const clear = (subject: string) =>
  asCompany(database, company.companyId, (db) =>
    clearFailures(contextOf(db, company, clock, { kind: 'anonymous' }), rule, subject),
  );

test('5 failures wait 1 minute, then 2, 4, 8 and never more than 15', async () => {
  for (let count = 1; count <= 5; count += 1) assert.equal(await take('a', '10:00:00'), null);
  assert.equal(await take('a', '10:00:59'), '2026-11-22T10:01:00.000Z');
  assert.equal(await take('a', '10:01:00'), null, 'the sixth');
  assert.equal(await take('a', '10:01:01'), '2026-11-22T10:03:00.000Z', '10:01 + 2 minutes');
  assert.equal(await take('a', '10:03:00'), null, 'the seventh');
  assert.equal(await take('a', '10:03:01'), '2026-11-22T10:07:00.000Z', '10:03 + 4 minutes');
  assert.equal(await take('a', '10:07:00'), null, 'the eighth');
  assert.equal(await take('a', '10:07:01'), '2026-11-22T10:15:00.000Z', '10:07 + 8 minutes');
  assert.equal(await take('a', '10:15:00'), null, 'the ninth');
  assert.equal(await take('a', '10:15:01'), '2026-11-22T10:30:00.000Z', '10:15 + 15 minutes, not 16');
});

test('an hour after the first failure the count starts again', async () => {
  for (let count = 1; count <= 4; count += 1) assert.equal(await take('b', '10:00:00'), null);
  for (let count = 1; count <= 5; count += 1) assert.equal(await take('b', '11:00:01'), null);
  assert.equal(await take('b', '11:00:02'), '2026-11-22T11:01:01.000Z');
});

test('a success clears the count', async () => {
  for (let count = 1; count <= 4; count += 1) await take('c', '10:00:00');
  await clear('c');
  for (let count = 1; count <= 5; count += 1) assert.equal(await take('c', '10:00:01'), null);
});

test('20 tries at the same time are 5 tries', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => take('d', '10:00:00')));
  assert.equal(answers.filter((until) => until === null).length, 5);
});
