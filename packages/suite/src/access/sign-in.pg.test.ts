import assert from 'node:assert/strict';
import { contextOf, givenCompany } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import type { Actor, Company, Context, StaffActor } from '../platform/context.js';
import { type Db, rows } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { hashPassword } from '../platform/secrets.js';
import { changePassword } from './change-password.js';
import { signIn, staffActorOf } from './sign-in.js';
import { signOut } from './sign-out.js';
import { insertUser } from './users.pg.js';

const PASSWORD = 'tre tigri contro tre tigri';
const clock = movingClock('2026-11-22T10:00:00.000Z');
let database: TestDatabase;
let company: Company;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
});
afterAll(() => database.close());

const ANONYMOUS = { kind: 'anonymous' } as const;
const as = <A extends Actor, T>(actor: A, work: (context: Context<A>) => Promise<T>): Promise<T> =>
  asCompany(database, company.companyId, (db: Db) => work(contextOf(db, company, clock, actor)));
const givenUser = (userName: string): Promise<string> =>
  as(ANONYMOUS, async (context) => {
    const userId = newId();
    await insertUser(context, {
      userId,
      userName,
      displayName: 'Elena Conti',
      email: `${userName}@energiaesempio.example`,
      passwordHash: await hashPassword(PASSWORD),
      roles: ['billing_manager'],
      language: 'it',
    });
    return userId;
  });
const signInAs = (userName: string, password = PASSWORD) =>
  as(ANONYMOUS, (context) => signIn(context, { userName, password }));
async function tokenOf(userName: string): Promise<string> {
  const result = await signInAs(userName);
  assert(result.ok);
  return result.value.sessionToken;
}
const actorOf = (token: string) => as(ANONYMOUS, (context) => staffActorOf(context, token));
async function signedIn(userName: string): Promise<{ token: string; actor: StaffActor }> {
  const token = await tokenOf(userName);
  const actor = await actorOf(token);
  assert(actor !== null);
  return { token, actor };
}

test('the right password opens a session that answers who acts', async () => {
  const userId = await givenUser('elena');
  const { actor } = await signedIn(' Elena ');
  assert.equal(actor.userId, userId);
  assert.deepEqual(actor.roles, ['billing_manager']);
});

test('an unknown user, a wrong password and a disabled user get the same refusal', async () => {
  await givenUser('dario');
  await as(ANONYMOUS, ({ db }) =>
    sql`update access_user set disabled_at = now() where user_name = 'dario'`.execute(db),
  );
  for (const [userName, password] of [
    ['nobody', PASSWORD],
    ['elena', 'wrong'],
    ['dario', PASSWORD],
  ] as const) {
    const result = await signInAs(userName, password);
    assert.deepEqual(result, { ok: false, refusal: { code: 'access.wrong_user_or_password' } });
  }
});

test('after 5 wrong passwords the right one waits 1 minute, for known and unknown users alike', async () => {
  await givenUser('bruno');
  for (const userName of ['bruno', 'nobody at all']) {
    clock.moveTo('2026-11-22T10:00:00.000Z' as never);
    for (let count = 1; count <= 5; count += 1) await signInAs(userName, 'wrong');
    const until = '2026-11-22T10:01:00.000Z';
    assert.deepEqual(await signInAs(userName), { ok: false, refusal: { code: 'access.sign_in_blocked', until } });
    clock.moveTo('2026-11-22T10:01:00.000Z' as never);
    assert.equal((await signInAs(userName)).ok, userName === 'bruno');
  }
});

test('a session ends 15 minutes after the last request and 10 hours after its start', async () => {
  clock.moveTo('2026-11-22T08:00:00.000Z' as never);
  const token = await tokenOf('elena');
  clock.moveTo('2026-11-22T08:14:59.000Z' as never);
  assert.notEqual(await actorOf(token), null);
  clock.moveTo('2026-11-22T08:29:00.000Z' as never);
  assert.notEqual(await actorOf(token), null, 'seen again at 8:14:59');
  clock.moveTo('2026-11-22T08:44:00.000Z' as never);
  assert.equal(await actorOf(token), null, '15 minutes after 8:29');

  clock.moveTo('2026-11-22T08:00:00.000Z' as never);
  const busy = await tokenOf('elena');
  for (let minute = 10; minute < 600; minute += 10) {
    clock.moveTo(new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString() as never);
    assert.notEqual(await actorOf(busy), null, `at minute ${minute}`);
  }
  clock.moveTo('2026-11-22T18:00:00.000Z' as never);
  assert.equal(await actorOf(busy), null, '10 hours');
});

test('a company shortens its sessions with a parameter', async () => {
  clock.moveTo('2026-11-22T10:00:00.000Z' as never);
  const token = await tokenOf('elena');
  clock.moveTo('2026-11-22T10:05:00.000Z' as never);
  const strict = { ...company, parameters: { 'access.staff_idle_minutes': 5 } };
  const found = await asCompany(database, company.companyId, (db) =>
    staffActorOf(contextOf(db, strict, clock, ANONYMOUS), token),
  );
  assert.equal(found, null);
});

test('signing out ends the session; disabling a user ends his sessions at once', async () => {
  const { token, actor } = await signedIn('elena');
  await as(actor, signOut);
  assert.equal(await actorOf(token), null);

  await givenUser('carla');
  const other = await tokenOf('carla');
  await as(ANONYMOUS, ({ db }) =>
    sql`update access_user set disabled_at = now() where user_name = 'carla'`.execute(db),
  );
  assert.equal(await actorOf(other), null);
});

test('a new password needs the old one and ends the other sessions', async () => {
  await givenUser('fabio');
  const { token, actor } = await signedIn('fabio');
  const elsewhere = await tokenOf('fabio');
  const change = (currentPassword: string, newPassword: string) =>
    as(actor, (context) => changePassword(context, { currentPassword, newPassword }));

  const wrong = await change('not this one', 'quattro gatti neri');
  assert.equal(wrong.ok ? '' : wrong.refusal.code, 'access.current_password_wrong');
  const common = await change(PASSWORD, 'EnergiaEsempio1');
  assert.equal(common.ok ? '' : common.refusal.code, 'access.password_too_common');

  assert.equal((await change(PASSWORD, 'quattro gatti neri')).ok, true);
  assert.notEqual(await actorOf(token), null);
  assert.equal(await actorOf(elsewhere), null);
  assert.equal((await signInAs('fabio')).ok, false);
  assert.equal((await signInAs('fabio', 'quattro gatti neri')).ok, true);
});

test('sign-ins and refusals are in the audit trail, which holds no name and no password', async () => {
  const trail = await as(ANONYMOUS, ({ db }) =>
    rows(db, sql<{ action: string; line: string }>`select action, a::text as line from platform_audit a`),
  );
  const actions = new Set(trail.map(({ action }) => action));
  for (const action of ['access.signed_in', 'access.sign_in_refused', 'access.sign_in_blocked', 'access.signed_out']) {
    assert(actions.has(action), action);
  }
  assert.equal(trail.filter(({ line }) => /elena|bruno|tigri/.test(line)).length, 0);
});

test('another company sees neither the user nor the session', async () => {
  const other = await givenCompany(database, { code: 'altra' });
  const token = await tokenOf('elena');
  const there = <T>(work: (context: Context) => Promise<T>) =>
    asCompany(database, other.companyId, (db) => work(contextOf(db, other, clock, ANONYMOUS)));
  assert.equal(await there((context) => staffActorOf(context, token)), null);
  assert.equal((await there((context) => signIn(context, { userName: 'elena', password: PASSWORD }))).ok, false);
});
