import assert from 'node:assert/strict';
import type { LocalDate } from '@sportello/kernel/calendar';
import { newId } from '@sportello/suite/platform/ids';
import { contextOf, givenCompany, TEST_SECRET } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { type Customer, insertCustomers } from '../parties/index.js';
import type { Actor, Company, Context, CustomerActor } from '../platform/context.js';
import { type Db, rows } from '../platform/database.js';
import { changeLanguage, changePassword, changeUserName } from './change-account.js';
import { checkHolder, checkWebCode } from './check-first-access.js';
import { confirmEmail } from './confirm-email.js';
import { formatWebCode } from './domain/web-code.js';
import { portalAccountsJobs } from './jobs.js';
import { completeRecovery, requestRecovery, showRecovery } from './recover-access.js';
import { type Registration, registerAccount, resendConfirmation } from './register-account.js';
import { customerActorOf, showMe, signIn } from './sign-in.js';
import { webCodeOf } from './web-codes.js';
import { issueWebCodes } from './web-codes.pg.js';

const PASSWORD = 'tre tigri contro tre tigri';
const TAX_CODE = 'RSSGLI85A41F257X';
const clock = movingClock('2026-11-22T10:00:00.000Z');
let database: TestDatabase;
let company: Company;
let counter = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const ANONYMOUS = { kind: 'anonymous' } as const;
const as = <A extends Actor, T>(actor: A, work: (context: Context<A>) => Promise<T>): Promise<T> =>
  asCompany(database, company.companyId, (db: Db) => work(contextOf(db, company, clock, actor)));
const at = (instant: string): void => clock.moveTo(instant as never);

/** A new company with one customer, Giulia Rossi, and the web code of a bill issued on `issuedOn`. */
async function givenBill(parameters: Record<string, unknown> = {}): Promise<{ customerId: string; webCode: string }> {
  counter += 1;
  at('2026-11-22T10:00:00.000Z');
  company = await givenCompany(database, { code: `azienda-${counter}`, parameters });
  const customerId = await givenCustomer('0012345', TAX_CODE);
  return { customerId, webCode: await issueCode(customerId, '2027-05-21') };
}
async function givenCustomer(code: string, taxCode: string): Promise<string> {
  const customerId = newId();
  const customer: Customer = {
    customerId,
    code,
    kind: 'person',
    firstName: 'Giulia',
    lastName: 'Rossi',
    companyName: null,
    taxCode,
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
  await as(ANONYMOUS, ({ db, companyId }) => insertCustomers(db, companyId, [customer]));
  return customerId;
}
async function issueCode(customerId: string, expiresOn: string): Promise<string> {
  const invoiceId = newId();
  await as(ANONYMOUS, (context) => issueWebCodes(context, [{ customerId, invoiceId }], expiresOn as LocalDate));
  return formatWebCode(webCodeOf(TEST_SECRET, { companyId: company.companyId, customerId, invoiceId }));
}

const check = (webCode: string) => as(ANONYMOUS, (context) => checkWebCode(context, { webCode }));
const hold = (webCode: string, holderCode = TAX_CODE) =>
  as(ANONYMOUS, (context) => checkHolder(context, { webCode, holderCode }));
const register = (webCode: string, changes: Partial<Registration> = {}) =>
  as(ANONYMOUS, (context) =>
    registerAccount(context, {
      webCode,
      holderCode: TAX_CODE,
      email: 'giulia@posta.example',
      userName: 'Giulia.Rossi',
      password: PASSWORD,
      securityQuestion: 'Il primo gatto?',
      securityAnswer: 'Micio',
      language: 'it',
      ...changes,
    }),
  );
const confirm = (token: string) => as(ANONYMOUS, (context) => confirmEmail(context, { token }));
const enter = (userName: string, password = PASSWORD) =>
  as(ANONYMOUS, (context) => signIn(context, { userName, password }));
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }): string =>
  result.ok ? 'ok' : result.refusal.code;
const actorOf = (token: string) => as(ANONYMOUS, (context) => customerActorOf(context, token));

type Mail = { readonly template: string; readonly to_address: string; readonly body_text: string };
const mails = (): Promise<Mail[]> =>
  as(ANONYMOUS, ({ db }) =>
    rows(db, sql<Mail>`select template, to_address, body_text from messaging_message order by queued_at, message_id`),
  );
/** The token of the link in the newest message of a kind. */
async function tokenIn(template: string): Promise<string> {
  const mail = (await mails()).filter((message) => message.template === template).at(-1);
  return /\/(?:confirm|recover)\/([\w-]+)/.exec(mail?.body_text ?? '')?.[1] ?? '';
}
async function givenAccount(
  parameters: Record<string, unknown> = {},
): Promise<{ customerId: string; actor: CustomerActor; token: string }> {
  const { customerId, webCode } = await givenBill(parameters);
  assert.equal(codeOf(await register(webCode)), 'ok');
  const confirmed = await confirm(await tokenIn('confirm_email'));
  assert(confirmed.ok);
  const actor = await actorOf(confirmed.value.sessionToken);
  assert(actor !== null);
  return { customerId, actor, token: confirmed.value.sessionToken };
}

test('the whole first access: code, holder, account, confirmation, and the customer is in', async () => {
  const { customerId, webCode } = await givenBill();
  assert.match(webCode, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  assert.equal(codeOf(await check(` ${webCode.toLowerCase().replaceAll('-', ' ')} `)), 'ok');
  const holder = await hold(webCode, ' rss gli 85a41 f257x');
  assert.deepEqual(holder.ok && holder.value, {
    displayName: 'Giulia Rossi',
    customerCode: '0012345',
    securityQuestion: 'required',
    language: 'it',
  });

  const registered = await register(webCode);
  assert.deepEqual(registered.ok && registered.value, {
    sentTo: 'g•••••@posta.example',
    linkExpiresAt: '2026-11-23T10:00:00.000Z',
  });
  const waiting = await enter('giulia.rossi');
  assert.equal(codeOf(waiting), 'portal_accounts.email_not_confirmed');

  const token = await tokenIn('confirm_email');
  const confirmed = await confirm(token);
  assert(confirmed.ok);
  const actor = await actorOf(confirmed.value.sessionToken);
  assert.equal(actor?.customerId, customerId);
  const me = await as(actor as CustomerActor, showMe);
  assert.deepEqual(me.ok && [me.value.displayName, me.value.customerCode, me.value.userName], [
    'Giulia Rossi',
    '0012345',
    'giulia.rossi',
  ]);

  assert.equal(codeOf(await confirm(token)), 'portal_accounts.link_used');
  assert.equal(codeOf(await check(webCode)), 'portal_accounts.web_code_used');
  assert.equal(codeOf(await enter('giulia.rossi')), 'ok');
  assert.equal(codeOf(await enter('GIULIA@posta.example')), 'ok', 'with the e-mail too');
  const events = await as(ANONYMOUS, ({ db }) =>
    rows(db, sql<{ payload: object }>`select payload from platform_outbox where kind = 'portal_accounts.registered'`),
  );
  assert.deepEqual(
    events.map(({ payload }) => payload),
    [{ accountId: actor?.accountId, customerId }],
  );
});

test('a code that is wrong, expired, replaced or of a customer who has an account, each says so', async () => {
  const { customerId, webCode } = await givenBill();
  assert.equal(codeOf(await check('2222-2222-2222')), 'portal_accounts.web_code_wrong');
  assert.equal(codeOf(await check('hello')), 'portal_accounts.web_code_wrong');
  at('2027-05-20T12:00:00.000Z');
  assert.equal(codeOf(await check(webCode)), 'ok', 'the last day');
  at('2027-05-21T12:00:00.000Z');
  assert.deepEqual(await check(webCode), {
    ok: false,
    refusal: { code: 'portal_accounts.web_code_expired', expiredOn: '2027-05-21' },
  });

  at('2026-12-22T10:00:00.000Z');
  const later = await issueCode(customerId, '2027-06-20');
  assert.equal(codeOf(await check(webCode)), 'portal_accounts.web_code_replaced');
  const sameDay = await issueCode(customerId, '2027-06-20');
  assert.equal(codeOf(await check(later)), 'ok', 'two bills of one day');
  assert.equal(codeOf(await register(sameDay)), 'ok');
  assert.equal(codeOf(await confirm(await tokenIn('confirm_email'))), 'ok');
  assert.equal(codeOf(await check(later)), 'portal_accounts.web_code_used');
  assert.equal(codeOf(await check(await issueCode(customerId, '2027-07-20'))), 'portal_accounts.account_exists');
});

test('5 wrong web codes with one beginning wait 15 minutes, and the right one too', async () => {
  const { webCode } = await givenBill();
  const wrong = `${webCode.slice(0, 5)}2222-2222`;
  for (let count = 1; count <= 5; count += 1)
    assert.equal(codeOf(await check(wrong)), 'portal_accounts.web_code_wrong');
  const until = '2026-11-22T10:15:00.000Z';
  assert.deepEqual(await check(webCode), { ok: false, refusal: { code: 'portal_accounts.web_code_blocked', until } });
  at(until);
  assert.equal(codeOf(await check(webCode)), 'ok');
});

test('5 wrong tax codes wait 15 minutes, and 15 in a day wait until the next', async () => {
  const { webCode } = await givenBill();
  for (const [minute, until] of [
    [0, '10:15'],
    [16, '10:31'],
    [32, null],
  ] as const) {
    at(new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString());
    for (let count = 1; count <= 5; count += 1) {
      assert.equal(
        codeOf(await hold(webCode, 'VRDLGU60A01F257Z')),
        'portal_accounts.holder_code_wrong',
        `${minute}: ${count}`,
      );
    }
    const blocked = await hold(webCode);
    if (until !== null)
      assert.deepEqual(blocked, {
        ok: false,
        refusal: { code: 'portal_accounts.web_code_blocked', until: `2026-11-22T${until}:00.000Z` },
      });
  }
  at('2026-11-22T11:00:00.000Z');
  assert.deepEqual(await hold(webCode), {
    ok: false,
    refusal: { code: 'portal_accounts.web_code_blocked', until: '2026-11-23T10:32:00.000Z' },
  });
  at('2026-11-23T10:32:00.000Z');
  assert.equal(codeOf(await hold(webCode)), 'ok');
});

test('what is wrong in a registration is said, and nothing is used up', async () => {
  const { webCode } = await givenBill();
  const rowsOf: [Partial<Registration>, string][] = [
    [{ holderCode: 'VRDLGU60A01F257Z' }, 'portal_accounts.holder_code_wrong'],
    [{ userName: 'g' }, 'portal_accounts.user_name_malformed'],
    [{ userName: 'altra@posta.example' }, 'portal_accounts.user_name_malformed'],
    [{ password: 'corta' }, 'access.password_too_short'],
    [{ password: 'Giulia.Rossi1' }, 'access.password_too_common'],
    [{ securityQuestion: ' ' }, 'portal_accounts.security_question_missing'],
    [{ securityAnswer: '--' }, 'portal_accounts.security_answer_too_short'],
  ];
  for (const [changes, expected] of rowsOf) assert.equal(codeOf(await register(webCode, changes)), expected);
  assert.equal((await mails()).length, 0);
  assert.equal(codeOf(await register(webCode)), 'ok');
});

test('who typed a wrong e-mail registers again with the same code, and the first link stops working', async () => {
  const { webCode } = await givenBill();
  await register(webCode, { email: 'giula@posta.example' });
  const first = await tokenIn('confirm_email');
  assert.equal(codeOf(await register(webCode)), 'ok');
  assert.equal(codeOf(await confirm(first)), 'portal_accounts.link_used');
  const resent = await as(ANONYMOUS, (context) => resendConfirmation(context, { webCode, holderCode: TAX_CODE }));
  assert.equal(codeOf(resent), 'ok');
  const fourth = await as(ANONYMOUS, (context) => resendConfirmation(context, { webCode, holderCode: TAX_CODE }));
  assert.equal(codeOf(fourth), 'portal_accounts.too_many_messages', '3 an hour');
  at('2026-11-23T09:59:59.000Z');
  assert.equal(codeOf(await confirm(await tokenIn('confirm_email'))), 'ok');
  assert.equal((await mails()).at(-1)?.to_address, 'giulia@posta.example');
});

test('a confirmation link is void after 24 hours, and the same code starts again', async () => {
  const { webCode } = await givenBill();
  await register(webCode);
  const token = await tokenIn('confirm_email');
  at('2026-11-23T10:00:00.000Z');
  assert.equal(codeOf(await confirm(token)), 'portal_accounts.link_expired');
  assert.equal(codeOf(await confirm('not-a-token')), 'portal_accounts.link_unknown');
  assert.equal(codeOf(await register(webCode)), 'ok');
});

test('a user name is taken by an account, and by a registration only while its link lives', async () => {
  const { webCode } = await givenBill();
  const other = await issueCode(await givenCustomer('0012346', 'VRDLGU60A01F257Z'), '2027-05-21');
  await register(other, { holderCode: 'VRDLGU60A01F257Z', email: 'luigi@posta.example' });
  assert.equal(codeOf(await register(webCode)), 'portal_accounts.user_name_taken');
  at('2026-11-23T10:00:01.000Z');
  assert.equal(codeOf(await register(webCode)), 'ok', '24 hours later');
  assert.equal(codeOf(await confirm(await tokenIn('confirm_email'))), 'ok');
  assert.equal(codeOf(await register(other, { holderCode: 'VRDLGU60A01F257Z' })), 'portal_accounts.user_name_taken');
});

test('an e-mail that two accounts share does not say which one to enter', async () => {
  const { webCode } = await givenBill();
  await register(webCode);
  await confirm(await tokenIn('confirm_email'));
  const other = await issueCode(await givenCustomer('0012346', 'VRDLGU60A01F257Z'), '2027-05-21');
  await register(other, { holderCode: 'VRDLGU60A01F257Z', userName: 'negozio' });
  at('2026-11-22T10:00:01.000Z');
  await confirm(await tokenIn('confirm_email'));
  assert.equal(codeOf(await enter('giulia@posta.example')), 'portal_accounts.wrong_user_or_password');
  assert.equal(codeOf(await enter('negozio')), 'ok');
});

test('after 5 wrong passwords a customer waits a minute; an unknown name waits the same', async () => {
  await givenAccount();
  for (const userName of ['giulia.rossi', 'nobody']) {
    for (let count = 1; count <= 5; count += 1)
      assert.equal(codeOf(await enter(userName, 'wrong')), 'portal_accounts.wrong_user_or_password');
    assert.deepEqual(await enter(userName), {
      ok: false,
      refusal: { code: 'portal_accounts.sign_in_blocked', until: '2026-11-22T10:01:00.000Z' },
    });
  }
  at('2026-11-22T10:01:00.000Z');
  assert.equal(codeOf(await enter('giulia.rossi')), 'ok');
});

test('user name, password and language change; the password ends the other sessions and is told by e-mail', async () => {
  const { actor, token } = await givenAccount();
  const elsewhere = await enter('giulia.rossi');
  assert(elsewhere.ok);
  const rename = (userName: string, currentPassword: string) =>
    as(actor, (context) => changeUserName(context, { userName, currentPassword }));
  assert.equal(codeOf(await rename('giulia', 'wrong')), 'portal_accounts.current_password_wrong');
  assert.equal(codeOf(await rename('giulia', PASSWORD)), 'ok');
  assert.equal(codeOf(await as(actor, (context) => changeLanguage(context, { language: 'en' }))), 'ok');
  const change = await as(actor, (context) =>
    changePassword(context, { currentPassword: PASSWORD, newPassword: 'quattro gatti neri' }),
  );
  assert.equal(codeOf(change), 'ok');
  assert.notEqual(await actorOf(token), null);
  assert.equal(await actorOf(elsewhere.value.sessionToken), null);
  assert.equal(codeOf(await enter('giulia', 'quattro gatti neri')), 'ok');
  assert.equal(codeOf(await enter('giulia.rossi', 'quattro gatti neri')), 'portal_accounts.wrong_user_or_password');
  const sent = await mails();
  assert.deepEqual(
    sent.map(({ template }) => template),
    ['confirm_email', 'user_name_changed', 'password_changed'],
  );
  assert.match(sent.at(-1)?.body_text ?? '', /^Hello Giulia Rossi,/);
});

async function recover(userName: string): Promise<void> {
  assert.deepEqual(await as(ANONYMOUS, (context) => requestRecovery(context, { userName })), { ok: true, value: {} });
  const jobs = await as(ANONYMOUS, ({ db }) =>
    rows(db, sql<{ kind: string; payload: Record<string, unknown> }>`delete from platform_job returning kind, payload`),
  );
  for (const { kind, payload } of jobs)
    await as({ kind: 'system', name: 'worker' }, async (context) => portalAccountsJobs[kind]?.(context, payload));
}
const complete = (token: string, securityAnswer: string | undefined, newPassword = 'quattro gatti neri') =>
  as(ANONYMOUS, (context) =>
    completeRecovery(context, { token, newPassword, ...(securityAnswer !== undefined && { securityAnswer }) }),
  );

test('recovery: the link, then the security answer, then every session ends and the customer is told', async () => {
  const { token: session } = await givenAccount();
  await recover('giulia@posta.example');
  const token = await tokenIn('recover_access');
  const shown = await as(ANONYMOUS, (context) => showRecovery(context, { token }));
  assert.deepEqual(shown.ok && shown.value, { userName: 'giulia.rossi', securityQuestion: 'Il primo gatto?' });
  assert.equal(codeOf(await complete(token, 'Fido')), 'portal_accounts.security_answer_wrong');
  assert.equal(codeOf(await complete(token, 'mìcio', 'corta')), 'access.password_too_short');
  assert.equal(codeOf(await complete(token, ' MÌCIO ')), 'ok');
  assert.equal(codeOf(await complete(token, 'micio')), 'portal_accounts.link_used');
  assert.equal(await actorOf(session), null);
  assert.equal(codeOf(await enter('giulia.rossi', 'quattro gatti neri')), 'ok');
  assert.equal((await mails()).at(-1)?.template, 'password_changed');
});

test('recovery of who does not exist answers the same and sends nothing; 3 links an hour, 10 minutes each', async () => {
  await givenAccount();
  await recover('nobody@posta.example');
  assert.equal((await mails()).length, 1, 'the confirmation only');
  for (let count = 1; count <= 4; count += 1) await recover('giulia.rossi');
  const links = (await mails()).filter(({ template }) => template === 'recover_access');
  assert.equal(links.length, 3);
  at('2026-11-22T10:10:00.000Z');
  assert.equal(codeOf(await complete(await tokenIn('recover_access'), 'micio')), 'portal_accounts.link_expired');
});

test('5 wrong security answers in 24 hours block the recovery, with a new link too', async () => {
  await givenAccount();
  await recover('giulia.rossi');
  for (let count = 1; count <= 5; count += 1) await complete(await tokenIn('recover_access'), 'Fido');
  await recover('giulia.rossi');
  const blocked = await complete(await tokenIn('recover_access'), 'micio');
  assert.deepEqual(blocked, {
    ok: false,
    refusal: { code: 'portal_accounts.recovery_blocked', until: '2026-11-23T10:00:00.000Z' },
  });
});

test('a company may turn the security answer off, and an account without one is not asked', async () => {
  await givenAccount({ 'portal.recovery.security_answer': 'off' });
  await recover('giulia.rossi');
  assert.equal(codeOf(await complete(await tokenIn('recover_access'), undefined)), 'ok');

  const { webCode } = await givenBill({ 'portal.recovery.security_answer': 'optional' });
  assert.equal(codeOf(await register(webCode, { securityQuestion: '', securityAnswer: '' })), 'ok');
  await confirm(await tokenIn('confirm_email'));
  await recover('giulia.rossi');
  assert.equal(codeOf(await complete(await tokenIn('recover_access'), undefined)), 'ok');
});

test('two confirmations of one link at the same time open one session', async () => {
  const { webCode } = await givenBill();
  await register(webCode);
  const token = await tokenIn('confirm_email');
  const outcomes = (await Promise.allSettled([confirm(token), confirm(token)])).map((outcome) =>
    outcome.status === 'fulfilled' ? codeOf(outcome.value) : 'failed',
  );
  assert.deepEqual(outcomes.toSorted(), ['ok', 'portal_accounts.link_used']);
});

test('a registration sent twice at once is one account, and the newer link works', async () => {
  const { webCode } = await givenBill();
  const outcomes = await Promise.all([register(webCode), register(webCode)]);
  assert.deepEqual(outcomes.map(codeOf), ['ok', 'ok']);
  const accounts = await as(ANONYMOUS, ({ db }) => rows(db, sql`select account_id from portal_accounts_account`));
  assert.equal(accounts.length, 1);
  const links = (await mails()).map(({ body_text }) => /confirm\/([\w-]+)/.exec(body_text)?.[1] ?? '');
  const answers = [];
  for (const link of links) answers.push(codeOf(await confirm(link)));
  assert.deepEqual(answers.toSorted(), ['ok', 'portal_accounts.link_used']);
});

test('two customers who choose one user name at once: one has it, the other is told', async () => {
  const { webCode } = await givenBill();
  const holderCode = 'VRDLGU60A01F257Z';
  const other = await issueCode(await givenCustomer('0012346', holderCode), '2027-05-21');
  const outcomes = await Promise.all([register(webCode), register(other, { holderCode })]);
  assert.deepEqual(outcomes.map(codeOf).toSorted(), ['ok', 'portal_accounts.user_name_taken']);
});

test('neither the code, the token, the password nor the answer is stored anywhere but in the message', async () => {
  const { webCode } = await givenBill();
  await register(webCode);
  const token = await tokenIn('confirm_email');
  const tables = [
    'portal_accounts_web_code',
    'portal_accounts_account',
    'portal_accounts_link',
    'platform_audit',
    'platform_attempt',
    'platform_outbox',
  ];
  for (const table of tables) {
    const stored = await as(ANONYMOUS, ({ db }) =>
      rows(db, sql<{ line: string }>`select t::text as line from ${sql.table(table)} t`),
    );
    const text = stored
      .map(({ line }) => line)
      .join('\n')
      .toLowerCase();
    for (const secret of [webCode, webCode.replaceAll('-', ''), token, PASSWORD, 'micio'])
      assert(!text.includes(secret.toLowerCase()), `${table}: ${secret}`);
  }
});
