import { assert, ok, type Result, refuse } from '@sportello/kernel/result';
import { attemptSubject, endSession, findSession, openSession } from '../access/index.js';
import { displayNameOf, findCustomer } from '../parties/index.js';
import { type AttemptRule, clearFailures, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { OpensSession } from '../platform/bind.js';
import type { Context, CustomerActor } from '../platform/context.js';
import { NOBODYS_HASH, verifyPassword } from '../platform/secrets.js';
import { type Account, findAccount, findAccountsByLogin } from './accounts.pg.js';
import { maskEmail } from './domain/account-rules.js';

/** 5 wrong passwords, then a wait that doubles from 1 to 15 minutes; an hour later the count starts again. */
export const SIGN_IN_RULE: AttemptRule = {
  scope: 'portal_accounts.sign_in',
  failures: 5,
  windowSeconds: 3600,
  blockSeconds: 60,
  longestBlockSeconds: 900,
};

export type SignInRefusal =
  | { readonly code: 'portal_accounts.wrong_user_or_password' }
  | { readonly code: 'portal_accounts.email_not_confirmed'; readonly sentTo: string }
  | { readonly code: 'portal_accounts.sign_in_blocked'; readonly until: string };

export type Me = {
  readonly displayName: string;
  readonly customerCode: string;
  readonly userName: string;
  readonly email: string;
  readonly language: 'it' | 'en';
  readonly company: { readonly code: string; readonly name: string; readonly phone: string };
};

/** Open a session for a customer. Unknown and mistaken users get the same words after the same work. */
export async function signIn(
  context: Context,
  { userName, password }: { userName: string; password: string },
): Promise<Result<Me & OpensSession, SignInRefusal>> {
  const subject = attemptSubject(userName);
  const until = await takeAttempt(context, SIGN_IN_RULE, subject);
  if (until !== null) {
    await audit(context, {
      action: 'portal_accounts.sign_in_blocked',
      objectKind: 'account',
      objectId: subject.slice(0, 16),
    });
    return refuse({ code: 'portal_accounts.sign_in_blocked', until });
  }
  const account = pickAccount(await findAccountsByLogin(context, userName), userName);
  const isRight = await verifyPassword(account?.passwordHash ?? NOBODYS_HASH, password);
  if (account === null || !isRight) {
    const objectId = account?.accountId ?? subject.slice(0, 16);
    await audit(context, { action: 'portal_accounts.sign_in_refused', objectKind: 'account', objectId });
    return refuse({ code: 'portal_accounts.wrong_user_or_password' });
  }
  await clearFailures(context, SIGN_IN_RULE, subject);
  if (!account.isConfirmed)
    return refuse({ code: 'portal_accounts.email_not_confirmed', sentTo: maskEmail(account.email) });
  return ok(await enter(context, account));
}

/**
 * Which account is meant: the one with this user name, else the only one with this e-mail (two accounts of one person
 * are told apart by their user names). One that was never confirmed does not stand in front of one that was.
 */
function pickAccount(accounts: readonly Account[], typed: string): Account | null {
  for (const candidates of [accounts.filter(({ isConfirmed }) => isConfirmed), accounts]) {
    const named = candidates.find(({ userName }) => userName === typed.trim().toLowerCase());
    if (named !== undefined) return named;
    if (candidates.length === 1) return candidates[0] ?? null;
    if (candidates.length > 1) return null;
  }
  return null;
}

/** Open the session of an account whose owner has just been recognised, and close the one it replaces. */
export async function enter(context: Context, account: Account): Promise<Me & OpensSession> {
  if (context.actor.kind === 'customer') await endSession(context, context.actor.sessionId);
  const sessionToken = await openSession(context, 'customer', account.accountId);
  await audit(context, { action: 'portal_accounts.signed_in', objectKind: 'account', objectId: account.accountId });
  return { ...(await describe(context, account)), sessionToken };
}

/** Who holds this token now. An account disabled meanwhile holds nothing. */
export async function customerActorOf(context: Context, token: string): Promise<CustomerActor | null> {
  const session = await findSession(context, 'customer', token);
  if (session === null) return null;
  const account = await findAccount(context, session.actorId);
  if (account === null || !account.isConfirmed) return null;
  const { accountId, customerId } = account;
  return { kind: 'customer', accountId, sessionId: session.sessionId, customerId };
}

/** The account of who acts. */
export async function ownAccount(context: Context<CustomerActor>): Promise<Account> {
  const account = await findAccount(context, context.actor.accountId);
  assert(account !== null, 'an actor of this transaction has an account');
  return account;
}

/** Who is signed in, for the header of the portal. */
export const showMe = async (context: Context<CustomerActor>): Promise<Result<Me, never>> =>
  ok(await describe(context, await ownAccount(context)));

async function describe({ db, companyId, company }: Context, account: Account): Promise<Me> {
  const customer = await findCustomer(db, companyId, account.customerId);
  assert(customer !== null, 'an account belongs to a customer');
  return {
    displayName: displayNameOf(customer),
    customerCode: customer.code,
    userName: account.userName,
    email: account.email,
    language: account.language,
    company: { code: company.code, name: company.name, phone: company.profile.phone },
  };
}
