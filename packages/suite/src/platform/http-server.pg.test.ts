import assert from 'node:assert/strict';
import { ok, refuse } from '@sportello/kernel/result';
import { givenCompany, TEST_SECRET } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { z } from 'zod';
import { listCompanies } from '../access/companies.pg.js';
import { bind } from './bind.js';
import { readConfig } from './config.js';
import type { Company, StaffActor } from './context.js';
import { openPool } from './database.js';
import { createHttpServer } from './http-server.js';
import { createLogger } from './logger.js';
import { defineRoute } from './route.js';

const noteRoute = defineRoute({
  method: 'post',
  path: '/office/notes/:noteId',
  summary: 'A write of these tests',
  access: ['admin'],
  request: z.object({ noteId: z.string(), text: z.string().max(50) }),
  response: z.object({ noteId: z.string(), times: z.int() }),
  refusals: { 'notes.forbidden_word': 422 },
});
const echoRoute = defineRoute({
  method: 'get',
  path: '/portal/echo',
  summary: 'A public read of these tests',
  access: 'public',
  request: z.object({ text: z.string() }),
  response: z.object({ text: z.string(), company: z.string() }),
  refusals: {},
});
const brokenRoute = defineRoute({
  method: 'get',
  path: '/portal/broken',
  summary: 'A broken promise',
  access: 'public',
  request: z.object({}),
  response: z.object({}),
  refusals: {},
});

const guessRoute = defineRoute({
  method: 'post',
  path: '/portal/guess',
  summary: 'A public write',
  access: 'public',
  request: z.object({}),
  response: z.object({}),
  refusals: {},
});

let database: TestDatabase;
let company: Company;
let app: FastifyInstance;
let written = 0;
const admin: StaffActor = {
  kind: 'staff',
  userId: '00000000-0000-7000-8000-000000000001',
  sessionId: 's',
  displayName: 'Ada',
  roles: ['admin'],
};
const TOKEN = 'a-token-of-these-tests-long-enough';

const bindings = [
  bind(noteRoute, async ({ db, companyId }, { noteId, text }) => {
    if (text === 'forbidden') return refuse({ code: 'notes.forbidden_word' as const, word: text });
    await sql`insert into platform_audit (company_id, actor_kind, actor_id, action, object_kind, object_id) values (${companyId}, 'staff', 'x', 'notes.written', 'note', ${noteId})`.execute(
      db,
    );
    written += 1;
    return ok({ noteId, times: written });
  }),
  bind(echoRoute, async (context, { text }) =>
    ok({ text, company: context.company.code, secret: 'not in the contract' }),
  ),
  bind(guessRoute, async () => ok({})),
  bind(brokenRoute, async () => {
    throw new Error('ciao RSSMRA80A01H501U at giulia@posta.example');
  }),
];

const serve = (pool: TestDatabase['app']) =>
  createHttpServer({
    config: readConfig({ LOG_LEVEL: 'silent' }, new URL('../../../..', import.meta.url).pathname),
    logger: createLogger('silent'),
    pool,
    clock: movingClock('2026-11-22'),
    secret: TEST_SECRET,
    companies: () => listCompanies(database.app.db),
    bindings,
    actorOf: { staff: async (_context, token) => (token === TOKEN ? admin : null), customer: async () => null },
    apps: [],
  });

beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  app = await serve(database.app);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const cookie = () => `sportello_office=${company.companyId}.${TOKEN}`;
const write = (key: string, body: object, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/office/notes/n1',
    headers: { cookie: cookie(), 'idempotency-key': key, ...headers },
    payload: body,
  });

test('a repeated write with the same key does its work once and gets the same answer', async () => {
  const [first, second] = [
    await write('key-of-one-write', { text: 'uno' }),
    await write('key-of-one-write', { text: 'uno' }),
  ];
  assert.equal(first.statusCode, 200);
  assert.deepEqual(second.json(), first.json());
  assert.equal(second.headers['idempotent-replay'], 'true');
});

test('twenty writes at once with one key do the work once', async () => {
  const before = written;
  const answers = await Promise.all(Array.from({ length: 20 }, () => write('key-of-twenty-writes', { text: 'due' })));
  assert.equal(written, before + 1);
  assert.deepEqual(new Set(answers.map(({ body }) => body)).size, 1);
});

test('the same key with another body is refused', async () => {
  await write('key-of-a-body', { text: 'tre' });
  const other = await write('key-of-a-body', { text: 'quattro' });
  assert.deepEqual([other.statusCode, other.json().code], [422, 'platform.idempotency_key_reused']);
});

test('a write without a key is refused', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/office/notes/n1',
    headers: { cookie: cookie() },
    payload: { text: 'x' },
  });
  assert.deepEqual([answer.statusCode, answer.json().code], [422, 'platform.idempotency_key_missing']);
});

test('a refusal answers its status with its facts', async () => {
  const answer = await write('key-of-a-refusal', { text: 'forbidden' });
  assert.deepEqual(
    [answer.statusCode, answer.json().code, answer.json().facts],
    [422, 'notes.forbidden_word', { word: 'forbidden' }],
  );
});

const invalid = [
  ['a field that is too long', { text: 'x'.repeat(51) }, 'text'],
  ['a missing field', {}, 'text'],
  ['a text with NUL', { text: 'a\u0000b' }, 'text'],
  ['a text with half a surrogate pair', { text: 'a\ud83d' }, 'text'],
] as const;
for (const [name, body, path] of invalid) {
  test(`${name} is refused and named`, async () => {
    const answer = await write(`key-of-invalid-${name}`, body);
    assert.deepEqual(
      [answer.statusCode, answer.json().code, answer.json().facts.fields[0].path],
      [422, 'platform.invalid_input', path],
    );
  });
}

test('without a session, with a wrong token and with a token of another company the answer is 401', async () => {
  for (const value of [
    '',
    `sportello_office=${company.companyId}.wrong-token-that-is-long`,
    `sportello_office=00000000-0000-7000-8000-00000000000f.${TOKEN}`,
  ]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/office/notes/n1',
      headers: { cookie: value, 'idempotency-key': 'key-of-nobody' },
      payload: { text: 'x' },
    });
    assert.deepEqual([answer.statusCode, answer.json().code], [401, 'access.not_signed_in'], value);
  }
});

test('a page of another site cannot write with the visitor’s cookie', async () => {
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as Record<
    string,
    string
  >[]) {
    assert.equal((await write('key-of-a-foreign-page', { text: 'x' }, headers)).statusCode, 403);
  }
});

test('an answer holds only what its contract names', async () => {
  const answer = await app.inject({ url: '/api/portal/echo?text=ciao' });
  assert.deepEqual(answer.json(), { text: 'ciao', company: company.code });
});

test('every answer carries the security headers and no script may be inline', async () => {
  const { headers } = await app.inject({ url: '/api/portal/echo?text=ciao' });
  assert.match(String(headers['content-security-policy']), /script-src 'self';/);
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cache-control'], 'no-store');
});

test('a broken promise answers 500 without telling anything of the inside', async () => {
  const answer = await app.inject({ url: '/api/portal/broken' });
  assert.equal(answer.statusCode, 500);
  assert.deepEqual(Object.keys(answer.json()).toSorted(), ['code', 'facts', 'requestId']);
});

test('a database that is away answers 503 with a time to come back', async () => {
  const away = await serve(openPool('postgres://nobody:none@127.0.0.1:1/nothing'));
  const answer = await away.inject({ url: '/api/portal/echo?text=ciao' });
  assert.deepEqual(
    [answer.statusCode, answer.json().code, answer.headers['retry-after']],
    [503, 'platform.unavailable', '2'],
  );
  await away.close();
});

test('the document lists every operation with who may call it', async () => {
  const { paths, openapi } = (await app.inject({ url: '/api/openapi.json' })).json();
  assert.equal(openapi, '3.1.0');
  assert.deepEqual(Object.keys(paths).toSorted(), [
    '/api/office/notes/{noteId}',
    '/api/portal/broken',
    '/api/portal/echo',
    '/api/portal/guess',
  ]);
  assert.deepEqual(paths['/api/office/notes/{noteId}'].post['x-access'], ['admin']);
});

test('an address that tries a public write more than thirty times a minute must wait', async () => {
  const guess = () => app.inject({ method: 'POST', url: '/api/portal/guess', payload: {} });
  const statuses: number[] = [];
  for (let count = 0; count < 31; count += 1) statuses.push((await guess()).statusCode);
  assert.deepEqual(statuses, [...Array.from({ length: 30 }, () => 200), 429]);
});
