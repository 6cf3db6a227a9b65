import assert from 'node:assert/strict';
import type { LocalDate } from '@sportello/kernel/calendar';
import { givenCompany, TEST_SECRET } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { listCompanies } from '../access/companies.pg.js';
import { staffActorOf } from '../access/index.js';
import { accessRoutes } from '../access/routes.js';
import { insertUser } from '../access/users.pg.js';
import { type Customer, insertCustomers } from '../parties/index.js';
import { readConfig } from '../platform/config.js';
import type { Company } from '../platform/context.js';
import { oneRow } from '../platform/database.js';
import { createHttpServer } from '../platform/http-server.js';
import { newId } from '../platform/ids.js';
import { createLogger } from '../platform/logger.js';
import { hashPassword } from '../platform/secrets.js';
import { portalAccountsRoutes } from './routes.js';
import { customerActorOf } from './sign-in.js';
import { webCodeOf } from './web-codes.js';
import { issueWebCodes } from './web-codes.pg.js';

const PASSWORD = 'tre tigri contro tre tigri';
const TAX_CODE = 'RSSGLI85A41F257X';
const clock = movingClock('2026-11-22T10:00:00.000Z');
let database: TestDatabase;
let company: Company;
let server: Awaited<ReturnType<typeof createHttpServer>>;

beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  server = await createHttpServer({
    config: readConfig({}, process.cwd()),
    logger: createLogger('silent'),
    pool: database.app,
    clock,
    secret: TEST_SECRET,
    companies: () => listCompanies(database.app.db),
    bindings: [...accessRoutes, ...portalAccountsRoutes],
    actorOf: { staff: staffActorOf, customer: customerActorOf },
    apps: [],
  });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string | undefined;
  readonly setCookie: string;
};
async function call(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, cookie?: string): Promise<Answer> {
  const answer = await server.inject({
    method,
    url: `/api${path}`,
    headers: { 'idempotency-key': newId(), ...(cookie !== undefined && { cookie }) },
    ...(payload !== undefined && { payload }),
  });
  const setCookie = String(answer.headers['set-cookie'] ?? '');
  return { status: answer.statusCode, body: answer.json(), cookie: /^[^;]+/.exec(setCookie)?.[0], setCookie };
}

test('over HTTP: the code of the bill, the confirmed e-mail, the cookie, sign-out', async () => {
  const [customerId, invoiceId] = [newId(), newId()];
  const giulia: Customer = {
    customerId,
    code: '0012345',
    kind: 'person',
    firstName: 'Giulia',
    lastName: 'Rossi',
    companyName: null,
    taxCode: TAX_CODE,
    vatNumber: null,
    bornOn: null,
    email: null,
    phone: null,
    pec: null,
    recipientCode: '0000000',
    street: 'via Po 1',
    postalCode: '41121',
    city: 'Modena',
    province: 'MO',
    country: 'IT',
    language: 'it',
    version: 1,
  };
  const { companyId } = company;
  await asCompany(database, companyId, async (db) => {
    await insertCustomers(db, companyId, [giulia]);
    await issueWebCodes(
      { db, companyId, clock, secret: TEST_SECRET },
      [{ customerId, invoiceId }],
      '2027-05-21' as LocalDate,
    );
  });
  const webCode = webCodeOf(TEST_SECRET, { companyId, customerId, invoiceId });

  assert.equal((await call('POST', '/portal/first-access/code', { webCode })).status, 200);
  const wrong = await call('POST', '/portal/first-access/code', { webCode: 'ABCD-EFGH-JKLM' });
  assert.deepEqual([wrong.status, wrong.body['code']], [422, 'portal_accounts.web_code_wrong']);
  const person = { webCode, holderCode: TAX_CODE };
  assert.equal((await call('POST', '/portal/first-access/holder', person)).body['displayName'], 'Giulia Rossi');
  const account = {
    email: 'giulia@posta.example',
    userName: 'giulia',
    password: PASSWORD,
    securityQuestion: 'Gatto?',
    securityAnswer: 'Micio',
    language: 'it',
  };
  const registered = await call('POST', '/portal/first-access/account', { ...person, ...account });
  assert.deepEqual(
    [registered.status, registered.body['sentTo'], registered.cookie],
    [200, 'g•••••@posta.example', undefined],
  );

  const { body } = await asCompany(database, companyId, (db) =>
    oneRow(db, sql<{ body: string }>`select body_text as body from messaging_message`),
  );
  const token = /http:\/\/localhost:4000\/confirm\/([\w-]{43})\s/.exec(body)?.[1];
  const confirmed = await call('POST', '/portal/first-access/confirm', { token });
  assert.equal(confirmed.status, 200);
  assert.equal(confirmed.body['sessionToken'], undefined, 'the token is in the cookie only');
  assert.match(confirmed.setCookie, /^sportello_portal=.*; Path=\/; HttpOnly; SameSite=Lax$/);

  const me = await call('GET', '/portal/me', undefined, confirmed.cookie);
  assert.deepEqual([me.status, me.body['customerCode']], [200, '0012345']);
  assert.equal((await call('PUT', '/portal/language', { language: 'en' }, confirmed.cookie)).body['language'], 'en');
  assert.equal((await call('GET', '/office/me', undefined, confirmed.cookie)).status, 401);
  assert.equal((await call('POST', '/portal/sign-out', {}, confirmed.cookie)).status, 200);
  assert.equal((await call('GET', '/portal/me', undefined, confirmed.cookie)).status, 401);

  const refused = await call('POST', '/portal/sign-in', { userName: 'giulia', password: 'wrong' });
  assert.deepEqual([refused.status, refused.body['code']], [422, 'portal_accounts.wrong_user_or_password']);
  assert.equal((await call('POST', '/portal/sign-in', { userName: 'giulia', password: PASSWORD })).status, 200);
});

test('over HTTP: staff enter the office, not the portal', async () => {
  const { companyId } = company;
  const elena = {
    userId: newId(),
    userName: 'elena',
    displayName: 'Elena Conti',
    email: 'elena@energiaesempio.example',
    roles: ['billing_manager'],
    language: 'it',
  } as const;
  const passwordHash = await hashPassword(PASSWORD);
  await asCompany(database, companyId, (db) => insertUser({ db, companyId }, { ...elena, passwordHash }));
  const entered = await call('POST', '/office/sign-in', { userName: 'elena', password: PASSWORD });
  assert.match(entered.setCookie, /^sportello_office=.*; Path=\/; HttpOnly; SameSite=Strict$/);
  const me = await call('GET', '/office/me', undefined, entered.cookie);
  assert.deepEqual([me.status, me.body['roles']], [200, ['billing_manager']]);
  assert.equal((await call('GET', '/portal/me', undefined, entered.cookie)).status, 401);
  const common = await call(
    'PUT',
    '/office/password',
    { currentPassword: PASSWORD, newPassword: 'password1' },
    entered.cookie,
  );
  assert.deepEqual([common.status, common.body['code']], [422, 'access.password_too_common']);
});

test('a known and an unknown user take the same time to be refused, within a factor of two', async () => {
  const times = { known: [] as number[], unknown: [] as number[] };
  const measure = async (into: number[], userName: string): Promise<void> => {
    const start = performance.now();
    await call('POST', '/office/sign-in', { userName, password: 'wrong' });
    into.push(performance.now() - start);
  };
  // In turns, so that a busy machine slows both; a day apart, so that no limit is met.
  for (let round = 0; round < 15; round += 1) {
    clock.moveTo(new Date(Date.UTC(2026, 11, 1 + round)).toISOString() as never);
    await measure(times.known, 'elena');
    await measure(times.unknown, `nobody${round}`);
  }
  const [known = 0, unknown = 0] = [times.known, times.unknown].map((all) => all.toSorted((a, b) => a - b)[7]);
  assert(known < 2 * unknown && unknown < 2 * known, `known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`);
});
