import { formatItalianDate } from '@sportello/kernel/calendar';
import { assert, ok, type Result, refuse } from '@sportello/kernel/result';
import { attemptSubject, checkPassword, companyWords, endSessionsOf, type PasswordRefusal } from '../access/index.js';
import { queueMessage } from '../messaging/index.js';
import { displayNameOf, findCustomer } from '../parties/index.js';
import { type AttemptRule, clearFailures, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { enqueue } from '../platform/job-queue.js';
import { hashPassword, sha256Hex, verifyPassword } from '../platform/secrets.js';
import { type Account, findAccountsByLogin, savePassword } from './accounts.pg.js';
import { accountOfLink, type LinkRefusal } from './confirm-email.js';
import { normaliseAnswer, securityAnswerPolicy } from './domain/account-rules.js';
import { countRecentLinks, createLink, useLink, voidLinks } from './links.pg.js';
import { SIGN_IN_RULE } from './sign-in.js';

export const RECOVERY_JOB = 'portal_accounts.send_recovery_link';
const LINK_MINUTES = 10;
const LINKS_AN_HOUR = 3;
/** 5 wrong answers in 24 hours, then only the desk. */
const ANSWER_RULE: AttemptRule = {
  scope: 'portal_accounts.security_answer',
  failures: 5,
  windowSeconds: 86_400,
  blockSeconds: 86_400,
  longestBlockSeconds: 86_400,
};

/**
 * Ask for the recovery link. The request only leaves a job, whoever it names: nothing in the answer or in its time
 * tells whether the account exists.
 */
export async function requestRecovery(
  context: Context,
  { userName }: { userName: string },
): Promise<Result<Record<string, never>, never>> {
  await enqueue(context, [
    { kind: RECOVERY_JOB, key: sha256Hex(userName.trim().toLowerCase()), payload: { userName } },
  ]);
  return ok({});
}

/** Send a link to every confirmed account that was meant, at most three an hour each. */
export async function sendRecoveryLinks(context: Context, userName: string): Promise<void> {
  for (const account of await findAccountsByLogin(context, userName)) {
    if (!account.isConfirmed || (await countRecentLinks(context, 'recover', account.accountId)) >= LINKS_AN_HOUR)
      continue;
    const { token, tokenHash } = await createLink(context, 'recover', account.accountId, LINK_MINUTES * 60);
    await queueTo(context, account, `portal_accounts.recover:${tokenHash}`, 'recover_access', {
      userName: account.userName,
      link: `${context.publicUrl}/recover/${token}`,
      minutes: String(LINK_MINUTES),
    });
    await audit(context, {
      action: 'portal_accounts.recovery_sent',
      objectKind: 'account',
      objectId: account.accountId,
    });
  }
}

/** What the page of the link must ask. */
export async function showRecovery(
  context: Context,
  { token }: { token: string },
): Promise<Result<{ readonly userName: string; readonly securityQuestion: string | null }, LinkRefusal>> {
  const found = await accountOfLink(context, 'recover', token);
  if (!found.ok) return found;
  const { userName, securityQuestion } = found.value;
  return ok({ userName, securityQuestion: asksAnswer(context, found.value) ? securityQuestion : null });
}

export type CompleteRecoveryRefusal =
  | LinkRefusal
  | PasswordRefusal
  | { readonly code: 'portal_accounts.recovery_blocked'; readonly until: string }
  | { readonly code: 'portal_accounts.security_answer_wrong' };

/**
 * Set a new password with the link and, where the company asks it, the security answer: an extra check after the
 * link, never instead of it. Every session ends and the customer is told by e-mail.
 */
export async function completeRecovery(
  context: Context,
  { token, securityAnswer, newPassword }: { token: string; securityAnswer?: string; newPassword: string },
): Promise<Result<Record<string, never>, CompleteRecoveryRefusal>> {
  const found = await accountOfLink(context, 'recover', token);
  if (!found.ok) return found;
  const account = found.value;
  const { accountId } = account;
  const chosen = checkPassword(newPassword, [account.userName, account.email, ...companyWords(context.company)]);
  if (!chosen.ok) return chosen;
  if (asksAnswer(context, account)) {
    const until = await takeAttempt(context, ANSWER_RULE, accountId);
    if (until !== null) return refuse({ code: 'portal_accounts.recovery_blocked', until });
    if (!(await verifyPassword(account.securityAnswerHash, normaliseAnswer(securityAnswer ?? '')))) {
      await audit(context, {
        action: 'portal_accounts.security_answer_refused',
        objectKind: 'account',
        objectId: accountId,
      });
      return refuse({ code: 'portal_accounts.security_answer_wrong' });
    }
    await clearFailures(context, ANSWER_RULE, accountId);
  }
  if (!(await useLink(context, token))) return refuse({ code: 'portal_accounts.link_used' });

  await savePassword(context, accountId, await hashPassword(newPassword));
  await voidLinks(context, 'recover', accountId);
  await endSessionsOf(context, accountId, null);
  for (const name of [account.userName, account.email])
    await clearFailures(context, SIGN_IN_RULE, attemptSubject(name));
  await tellPasswordChanged(context, account);
  await audit(context, { action: 'portal_accounts.recovered', objectKind: 'account', objectId: accountId });
  return ok({});
}

const asksAnswer = ({ company }: Context, { securityQuestion }: Account): boolean =>
  securityQuestion !== '' && securityAnswerPolicy(company.parameters) !== 'off';

/** A change of password is told to the mailbox of the account, so that a thief's one is noticed. */
export const tellPasswordChanged = (context: Context, account: Account): Promise<void> =>
  queueTo(context, account, `portal_accounts.password_changed:${newId()}`, 'password_changed', {
    when: formatItalianDate(context.clock.today()),
    link: `${context.publicUrl}/recover`,
  });

export async function queueTo(
  context: Context,
  { customerId, email, language }: Account,
  cause: string,
  template: 'recover_access' | 'password_changed' | 'user_name_changed',
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const customer = await findCustomer(context.db, context.companyId, customerId);
  assert(customer !== null, 'an account belongs to a customer');
  const name = displayNameOf(customer);
  await queueMessage(context, {
    cause,
    template,
    language,
    to: { name, address: email },
    customerId,
    values: { ...values, name },
  });
}
