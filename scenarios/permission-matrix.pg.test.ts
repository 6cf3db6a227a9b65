import assert from 'node:assert/strict';
import { listCompanies } from '@sportello/suite/access/companies.pg';
import type { Binding } from '@sportello/suite/platform/bind';
import { readConfig } from '@sportello/suite/platform/config';
import { STAFF_ROLES } from '@sportello/suite/platform/context';
import { withCompany } from '@sportello/suite/platform/database';
import { createHttpServer } from '@sportello/suite/platform/http-server';
import { newId, newToken } from '@sportello/suite/platform/ids';
import { createLogger } from '@sportello/suite/platform/logger';
import { openApiDocument } from '@sportello/suite/platform/openapi';
import type { Route } from '@sportello/suite/platform/route';
import { sha256Hex } from '@sportello/suite/platform/secrets';
import { TEST_SECRET } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { createTestDatabase, superuserUrlOf, type TestDatabase } from '@sportello/testkit/test-database';
import { type BilledCompany, CANARY, givenTwoCompanies, type Ids, TODAY } from '@sportello/testkit/two-companies';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';
import { ACTOR_OF, loadRegulatedData, routesOf } from '../apps/server/src/compose.js';

// C1 of the reliability plan: every operation × who asks × whose record. What must come out is computed from the
// contract of the operation, so a new route is covered the day it is written.
let database: TestDatabase;
let superuser: pg.Client;
let app: FastifyInstance;
let bindings: readonly Binding[] = [];
let ours: BilledCompany;
let theirs: BilledCompany;

type Visitor = {
  readonly name: string;
  readonly cookie: string | null;
  readonly audience: 'staff' | 'customer' | null;
  readonly roles: readonly string[];
};
const visitors: Visitor[] = [];
/** Visitors whose cookie opens nothing: the answer is that of nobody. */
const strangers: Visitor[] = [];
const named = (name: string): Visitor => {
  const visitor = visitors.find((one) => one.name === name);
  assert.ok(visitor !== undefined, name);
  return visitor;
};

beforeAll(async () => {
  database = await createTestDatabase();
  [ours, theirs] = await givenTwoCompanies(database);
  superuser = new pg.Client({ connectionString: superuserUrlOf(database) });
  await superuser.connect();
  bindings = routesOf(await loadRegulatedData());
  app = await createHttpServer({
    config: readConfig(
      { LOG_LEVEL: 'silent', SPORTELLO_REQUESTS_PER_MINUTE: '1000000' },
      new URL('..', import.meta.url).pathname,
    ),
    logger: createLogger('silent'),
    pool: database.app,
    clock: movingClock(`${TODAY}T09:00:00.000Z`),
    secret: TEST_SECRET,
    companies: () => listCompanies(database.app.db),
    bindings,
    actorOf: ACTOR_OF,
    apps: [],
  });
  await app.ready();

  for (const role of STAFF_ROLES) visitors.push(await signedInStaff(ours, role, [role]));
  visitors.push(await signedInStaff(ours, 'staff without roles', []));
  visitors.push(await signedInStaff(theirs, 'admin of the other company', ['admin']));
  visitors.push(await signedInCustomer(ours, 'customer', ours.ids.customerId));
  visitors.push(await signedInCustomer(ours, 'another customer', ours.ids.otherCustomerId));
  visitors.push(await signedInCustomer(theirs, 'customer of the other company', theirs.ids.customerId));

  strangers.push({ name: 'anonymous', cookie: null, audience: null, roles: [] });
  const admin = await signedInStaff(ours, 'expired', ['admin']);
  await superuser.query(
    `update access_session set created_at = created_at - interval '2 days', last_seen_at = last_seen_at - interval '2 days' where token_hash = $1`,
    [hashIn(admin)],
  );
  strangers.push(admin);
  const signedOut = await signedInCustomer(ours, 'signed out', ours.ids.customerId);
  await superuser.query('update access_session set ended_at = now() where token_hash = $1', [hashIn(signedOut)]);
  strangers.push(signedOut);
  const disabled = await signedInStaff(ours, 'disabled', ['admin']);
  await superuser.query(`update access_user set disabled_at = now() where user_name = 'test disabled'`);
  strangers.push(disabled);
  const borrowed = named('admin').cookie ?? '';
  strangers.push({
    name: 'a token of another company',
    cookie: borrowed.replace(ours.company.companyId, theirs.company.companyId),
    audience: 'staff',
    roles: ['admin'],
  });
  strangers.push({
    name: 'an invented token',
    cookie: `sportello_office=${ours.company.companyId}.${newToken()}`,
    audience: 'staff',
    roles: ['admin'],
  });
  strangers.push({
    name: 'staff with the cookie of a customer',
    cookie: (named('admin').cookie ?? '').replace('office', 'portal'),
    audience: 'customer',
    roles: [],
  });
});
afterAll(async () => {
  await app.close();
  await superuser.end();
  await database.close();
});

const hashIn = ({ cookie }: Visitor): string => sha256Hex(cookie?.split('.')[1] ?? '');

async function cookieFor({ company }: BilledCompany, audience: 'staff' | 'customer', actorId: string): Promise<string> {
  const token = newToken();
  const now = `${TODAY}T08:59:00.000Z`;
  await withCompany(database.app.db, company.companyId, (db) =>
    sql`
    insert into access_session (company_id, session_id, token_hash, audience, actor_id, created_at, last_seen_at)
    values (${company.companyId}, ${newId()}, ${sha256Hex(token)}, ${audience}, ${actorId}, ${now}, ${now})`.execute(
      db,
    ),
  );
  return `sportello_${audience === 'staff' ? 'office' : 'portal'}=${company.companyId}.${token}`;
}

async function signedInStaff(of: BilledCompany, name: string, roles: readonly string[]): Promise<Visitor> {
  const userId = newId();
  await superuser.query(
    `insert into access_user (company_id, user_id, user_name, display_name, email, password_hash, roles) values ($1, $2, $3, $3, 'a@b.example', 'x', $4)`,
    [of.company.companyId, userId, `test ${name}`, roles],
  );
  return { name, cookie: await cookieFor(of, 'staff', userId), audience: 'staff', roles };
}

async function signedInCustomer(of: BilledCompany, name: string, customerId: string): Promise<Visitor> {
  const { rows } = await superuser.query<{ account_id: string }>(
    'select account_id from portal_accounts_account where company_id = $1 and customer_id = $2',
    [of.company.companyId, customerId],
  );
  return { name, cookie: await cookieFor(of, 'customer', rows[0]?.account_id ?? ''), audience: 'customer', roles: [] };
}

/** Bodies with which a write gets as far as looking for its record. Writes without one are stopped at their shape. */
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  '/portal/supplies/:supplyId/self-readings': { readOn: '2026-11-21', dials: { M: 999_999 } },
  '/office/worklist/:itemId/discard': { note: 'non serve' },
};

type Answer = { readonly status: number; readonly code: string | null; readonly text: string };

async function ask(route: Route, visitor: Visitor, ids: Partial<Ids> | string): Promise<Answer> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    typeof ids === 'string' ? ids : (ids[name as keyof Ids] ?? newId()),
  );
  const isWrite = route.method !== 'get';
  const response = await app.inject({
    method: route.method.toUpperCase() as 'GET' | 'POST' | 'PUT',
    url: `/api${path}`,
    headers: {
      host: 'localhost',
      ...(visitor.cookie === null ? {} : { cookie: visitor.cookie }),
      ...(isWrite ? { 'idempotency-key': newId() } : {}),
      ...(route.uploadLimitBytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(isWrite
      ? {
          payload:
            route.uploadLimitBytes === undefined ? (BODIES[route.path] ?? {}) : Buffer.from('not a file of ours'),
        }
      : {}),
  });
  const text = response.rawPayload.toString('utf8');
  const code = response.statusCode >= 400 ? ((JSON.parse(text) as { code?: string }).code ?? null) : null;
  return { status: response.statusCode, code, text };
}

const routes = () => bindings.map(({ route }) => route);
const namesRecord = (route: Route) => route.path.includes(':');
const audienceOf = (route: Route) =>
  route.access === 'public' ? null : route.access === 'customer' ? 'customer' : 'staff';
const mayCall = (route: Route, { audience, roles }: Visitor): boolean =>
  route.access === 'public' ||
  (audienceOf(route) === audience &&
    (route.access === 'customer' || roles.some((role) => (route.access as readonly string[]).includes(role))));
/** What identifies the request is the only part of two equal refusals that differs. */
const withoutRequestId = (text: string): string => text.replace(/"requestId":"[^"]*"/, '');

/** Each table as one hash, but for what only says that somebody was here. */
async function fingerprint(except: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relname = any($1) order by 1`,
    [except],
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await superuser.query<{ hash: string }>(
      `select coalesce(md5(string_agg(h, '' order by h)), '') as hash from (select md5(t::text) as h from ${name} t) x`,
    );
    found[name] = rows[0]?.hash ?? '';
  }
  return found;
}
const NOTICED = ['access_session', 'platform_attempt'];

test('every route is in the OpenAPI document with who may call it, and nothing else is', () => {
  const document = openApiDocument(bindings, '1') as { paths: Record<string, Record<string, { 'x-access': unknown }>> };
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation['x-access']] as const),
  );
  assert.deepEqual(
    new Map(documented),
    new Map(routes().map((route) => [`${route.method} /api${route.path.replace(/:(\w+)/g, '{$1}')}`, route.access])),
  );
  for (const route of routes())
    assert.ok(app.hasRoute({ method: route.method.toUpperCase() as 'GET', url: `/api${route.path}` }), route.path);
  assert.ok(routes().length >= 60, `${routes().length} routes`);
  assert.equal(new Set(routes().map(({ method, path }) => `${method} ${path}`)).size, routes().length);
});

test('only these operations are open to everybody', () => {
  const open = routes()
    .filter(({ access }) => access === 'public')
    .map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(
    open.filter(
      (route) =>
        !/^(post|get) \/(portal\/(company|sign-in|sign-out|first-access\/\w+|recovery(\/\w+)?)|office\/(sign-in|sign-out))$/.test(
          route,
        ),
    ),
    [],
  );
});

test('who has not signed in, whose session ended and who was disabled gets 401 everywhere; the wrong role 403; and no row changes', async () => {
  const before = await fingerprint(NOTICED);
  let calls = 0;
  for (const route of routes().filter(({ access }) => access !== 'public')) {
    for (const stranger of strangers) {
      const { status, code } = await ask(route, stranger, ours.ids);
      assert.deepEqual(
        [status, code],
        [401, 'access.not_signed_in'],
        `${stranger.name}: ${route.method} ${route.path}`,
      );
      calls += 1;
    }
    for (const visitor of visitors.filter((one) => !mayCall(route, one))) {
      const { status, code } = await ask(route, visitor, ours.ids);
      const expected =
        visitor.audience === audienceOf(route) ? [403, 'access.role_missing'] : [401, 'access.not_signed_in'];
      assert.deepEqual([status, code], expected, `${visitor.name}: ${route.method} ${route.path}`);
      calls += 1;
    }
  }
  assert.deepEqual(await fingerprint(NOTICED), before);
  assert.ok(calls > 600, `${calls} calls`);
});

test('a record of the other company, one of another customer and one that does not exist answer the same words; a malformed name 422; and no row changes', async () => {
  // A refused write keeps its answer for who repeats it.
  const except = [...NOTICED, 'platform_idempotency', 'platform_audit'];
  const before = await fingerprint(except);
  for (const route of routes().filter((one) => one.access !== 'public' && namesRecord(one))) {
    for (const visitor of visitors.filter((one) => mayCall(route, one) && !one.name.includes('other company'))) {
      const where = `${visitor.name}: ${route.method} ${route.path}`;
      const missing = await ask(route, visitor, {});
      // A list under a record that is not there is an empty list.
      const expected = route.method === 'get' ? [404, 200] : BODIES[route.path] === undefined ? [404, 422] : [404];
      assert.ok(expected.includes(missing.status), `${where} ${missing.text}`);
      const foreign = [
        await ask(route, visitor, theirs.ids),
        ...(visitor.name === 'another customer' ? [await ask(route, visitor, ours.ids)] : []),
      ];
      for (const answer of foreign) {
        assert.equal(answer.status, missing.status, where);
        assert.equal(withoutRequestId(answer.text), withoutRequestId(missing.text), where);
      }
      for (const malformed of ['x', '%00', '1e9', "' or 1=1--", '00000000-0000-0000-0000-00000000000g']) {
        const answer = await ask(route, visitor, encodeURIComponent(malformed));
        assert.equal(answer.status, 422, `${where} ${malformed}`);
      }
    }
  }
  for (const visitor of visitors.filter(({ name }) => name.includes('other company'))) {
    for (const route of routes().filter(
      (one) => mayCall(one, visitor) && namesRecord(one) && one.access !== 'public',
    )) {
      const [answer, missing] = [await ask(route, visitor, ours.ids), await ask(route, visitor, {})];
      assert.equal(
        withoutRequestId(answer.text),
        withoutRequestId(missing.text),
        `${visitor.name}: ${route.method} ${route.path}`,
      );
    }
  }
  assert.deepEqual(await fingerprint(except), before);
});

test('who may read reads, and never a word of the other company; nothing fails', async () => {
  let read = 0;
  for (const route of routes().filter(({ method }) => method === 'get')) {
    for (const visitor of visitors.filter((one) => mayCall(route, one) && one.name !== 'another customer')) {
      const isTheirs = visitor.name.includes('other company');
      const { status, text } = await ask(route, visitor, isTheirs ? theirs.ids : ours.ids);
      const where = `${visitor.name}: ${route.path}`;
      // What asks for a query is only shown to be there; all else is read.
      assert.ok(status === 200 || (status === 422 && !namesRecord(route)), `${where} ${status} ${text.slice(0, 300)}`);
      if (status !== 200) continue;
      read += 1;
      if (route.access === 'public') continue;
      if (isTheirs) assert.ok(!text.includes(ours.company.companyId) && !text.includes(ours.ids.customerId), where);
      else assert.ok(!text.includes(CANARY) && !text.includes(theirs.company.companyId), where);
    }
  }
  assert.ok(read > 150, `${read} reads`);
});

test('searching for the canary finds nothing but in its own company', async () => {
  const cookies = [named('admin').cookie ?? '', named('admin of the other company').cookie ?? ''];
  for (const path of ['/office/search', '/office/customers']) {
    const found: boolean[] = [];
    for (const cookie of cookies) {
      const url = `/api${path}?q=${CANARY.toLowerCase()}`;
      const { statusCode, payload } = await app.inject({ method: 'GET', url, headers: { host: 'localhost', cookie } });
      assert.equal(statusCode, 200);
      // The search repeats nothing of the question, so the word is there only when a record has it.
      found.push(payload.includes(`${CANARY} `));
    }
    assert.deepEqual(found, [false, true], path);
  }
});

test('an operation open to everybody fails for nobody, whatever it is sent', async () => {
  for (const route of routes().filter(({ access }) => access === 'public')) {
    for (const visitor of [...strangers, ...visitors]) {
      const { status, text } = await ask(route, visitor, {});
      assert.ok(status < 500 && status !== 403, `${visitor.name}: ${route.path} ${status} ${text.slice(0, 200)}`);
      // The company of the address, the first one, is shown to all.
      assert.ok(!text.includes(CANARY), `${visitor.name}: ${route.path}`);
    }
  }
});
