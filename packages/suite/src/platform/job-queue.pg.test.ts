import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { contextOf, givenCompany } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import type { Company } from './context.js';
import { copyLine, copyRows, type Db, rows, withCompany } from './database.js';
import { enqueue, type JobHandlers, workOneJob } from './job-queue.js';
import { announce, deliverEvents } from './outbox.js';

let database: TestDatabase;
let company: Company;
// Far from the clock of the database: what waits is due by the application's clock alone.
const clock = movingClock('2019-01-01');
beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
});
afterAll(() => database.close());

const context = (db: Db) => contextOf(db, company, clock, { kind: 'system', name: 'test' });
const asCompany = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
  withCompany(database.app.db, company.companyId, work);
const add = (kind: string, key: string) =>
  asCompany((db) => enqueue({ db, companyId: company.companyId }, [{ kind, key, payload: { key } }]));
const work = (handlers: JobHandlers) =>
  workOneJob(database.app.db, context, company.companyId, handlers, () => undefined);
const jobsOf = (kind: string) =>
  asCompany((db) =>
    rows(
      db,
      sql<{
        state: string;
        attempts: number;
        last_error: string | null;
      }>`select state, attempts, last_error from platform_job where kind = ${kind}`,
    ),
  );

test('a job enqueued twice under one key is done once, and is gone when done', async () => {
  await add('test.once', 'a');
  await add('test.once', 'a');
  const seen: unknown[] = [];
  const handlers: JobHandlers = { 'test.once': async (_context, payload) => void seen.push(payload['key']) };
  assert.equal(await work(handlers), true);
  assert.equal(await work(handlers), false);
  assert.deepEqual([seen, await jobsOf('test.once')], [['a'], []]);
});

test('ten workers take ten jobs, none of them twice', async () => {
  for (let index = 0; index < 10; index += 1) await add('test.many', String(index));
  const seen: unknown[] = [];
  const handlers: JobHandlers = {
    'test.many': async (_context, payload) => {
      await new Promise((resume) => setTimeout(resume, 20));
      seen.push(payload['key']);
    },
  };
  await Promise.all(Array.from({ length: 10 }, () => work(handlers)));
  while (await work(handlers));
  assert.deepEqual(seen.toSorted(), ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
});

test('a job that fails undoes its work, waits longer each time, and after eight times stays failed with its error', async () => {
  await add('test.fails', 'b');
  const handlers: JobHandlers = {
    'test.fails': async ({ db, companyId }) => {
      await sql`insert into platform_attempt (company_id, scope, subject, failures, window_started_at) values (${companyId}, 'half', 'done', 1, now())`.execute(
        db,
      );
      throw new Error('the bank does not answer');
    },
  };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    assert.equal(await work(handlers), true);
    clock.moveTo(localDate(`2019-0${attempt + 2}-01`));
  }
  assert.equal(await work(handlers), false);
  assert.deepEqual(await jobsOf('test.fails'), [
    { state: 'failed', attempts: 8, last_error: 'the bank does not answer' },
  ]);
  assert.deepEqual(await asCompany((db) => rows(db, sql`select 1 from platform_attempt`)), []);
});

test('a failed job that is enqueued again waits again', async () => {
  await add('test.fails', 'b');
  assert.deepEqual(await jobsOf('test.fails'), [
    { state: 'waiting', attempts: 0, last_error: 'the bank does not answer' },
  ]);
});

test('events arrive in order, once, and an event whose handler fails holds those behind it until it succeeds', async () => {
  for (const name of ['first', 'second', 'third'])
    await asCompany((db) => announce({ db, companyId: company.companyId }, { kind: `test.${name}`, payload: {} }));
  const heard: string[] = [];
  let isBroken = true;
  const listen = (name: string) => async () => {
    if (name === 'second' && isBroken) throw new Error('not now');
    heard.push(name);
  };
  const handlers = {
    'test.first': [listen('first')],
    'test.second': [listen('second')],
    'test.third': [listen('third')],
  };
  const deliver = () => deliverEvents(database.app.db, context, company.companyId, handlers);
  await assert.rejects(deliver, /not now/);
  // The first was undone with the second: nothing is marked delivered yet.
  heard.length = 0;
  assert.equal(await deliver(), 1);
  isBroken = false;
  assert.equal(await deliver(), 0);
  clock.moveTo(localDate('2019-12-01'));
  assert.equal(await deliver(), 2);
  assert.deepEqual(heard, ['first', 'second', 'third']);
  assert.equal(await deliver(), 0);
});

test('COPY brings every text back as it was: tabs, line ends, backslashes, quotes, accents', async () => {
  const texts = [
    'tab\there',
    'line\nend',
    'carriage\rreturn',
    'back\\slash \\N \\.',
    'quote \' " `',
    'perché 東京 𝔸',
    '',
  ];
  await asCompany((db) =>
    copyRows(
      db,
      'platform_attempt (company_id, scope, subject, failures, window_started_at)',
      texts.map((text, index) => copyLine([company.companyId, `copy ${index}`, text, index, '2026-01-01T00:00:00Z'])),
    ),
  );
  const found = await asCompany((db) =>
    rows(
      db,
      sql<{ subject: string }>`select subject from platform_attempt where scope like 'copy %' order by failures`,
    ),
  );
  assert.deepEqual(
    found.map(({ subject }) => subject),
    texts,
  );
});

test('COPY cannot write a row of another company', async () => {
  const other = '00000000-0000-7000-8000-00000000000f';
  await assert.rejects(
    asCompany((db) =>
      copyRows(db, 'platform_attempt (company_id, scope, subject, failures, window_started_at)', [
        copyLine([other, 'x', 'x', 1, '2026-01-01T00:00:00Z']),
      ]),
    ),
    /row-level security/,
  );
});
