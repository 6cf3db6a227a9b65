import { formatItalianDate } from '@sportello/kernel/calendar';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { attemptSubject, checkPassword, companyWords, endSessionsOf, type PasswordRefusal } from '../access/index.js';
import { clearFailures, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { Context, CustomerActor } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { hashPassword, verifyPassword } from '../platform/secrets.js';
import { type Account, isUserNameTaken, saveLanguage, savePassword, saveUserName } from './accounts.pg.js';
import { checkUserName, type UserNameRefusal } from './domain/account-rules.js';
import { queueTo, tellPasswordChanged } from './recover-access.js';
import { ownAccount, SIGN_IN_RULE } from './sign-in.js';

export type ReauthenticationRefusal =
  | { readonly code: 'portal_accounts.sign_in_blocked'; readonly until: string }
  | { readonly code: 'portal_accounts.current_password_wrong' };

/** Ask the password again before a change: a phone left on the table is not its owner. Counts as a sign-in. */
async function reauthenticate(
  context: Context,
  account: Account,
  password: string,
): Promise<Result<null, ReauthenticationRefusal>> {
  const subject = attemptSubject(account.userName);
  const until = await takeAttempt(context, SIGN_IN_RULE, subject);
  if (until !== null) return refuse({ code: 'portal_accounts.sign_in_blocked', until });
  if (!(await verifyPassword(account.passwordHash, password))) {
    await audit(context, {
      action: 'portal_accounts.change_refused',
      objectKind: 'account',
      objectId: account.accountId,
    });
    return refuse({ code: 'portal_accounts.current_password_wrong' });
  }
  await clearFailures(context, SIGN_IN_RULE, subject);
  return ok(null);
}

/** A new password for who knows the old one; the other sessions end. */
export async function changePassword(
  context: Context<CustomerActor>,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<Result<Record<string, never>, PasswordRefusal | ReauthenticationRefusal>> {
  const account = await ownAccount(context);
  const chosen = checkPassword(newPassword, [account.userName, account.email, ...companyWords(context.company)]);
  if (!chosen.ok) return chosen;
  const recognised = await reauthenticate(context, account, currentPassword);
  if (!recognised.ok) return recognised;
  await savePassword(context, account.accountId, await hashPassword(newPassword));
  await endSessionsOf(context, account.accountId, context.actor.sessionId);
  await tellPasswordChanged(context, account);
  await audit(context, {
    action: 'portal_accounts.password_changed',
    objectKind: 'account',
    objectId: account.accountId,
  });
  return ok({});
}

export type ChangeUserNameRefusal =
  | UserNameRefusal
  | { readonly code: 'portal_accounts.user_name_taken' }
  | ReauthenticationRefusal;

export async function changeUserName(
  context: Context<CustomerActor>,
  { userName, currentPassword }: { userName: string; currentPassword: string },
): Promise<Result<{ readonly userName: string }, ChangeUserNameRefusal>> {
  const account = await ownAccount(context);
  const chosen = checkUserName(userName, account.email);
  if (!chosen.ok) return chosen;
  const recognised = await reauthenticate(context, account, currentPassword);
  if (!recognised.ok) return recognised;
  if (await isUserNameTaken(context, chosen.value, account.accountId)) {
    return refuse({ code: 'portal_accounts.user_name_taken' });
  }
  await saveUserName(context, account.accountId, chosen.value);
  await queueTo(context, account, `portal_accounts.user_name_changed:${newId()}`, 'user_name_changed', {
    userName: chosen.value,
    when: formatItalianDate(context.clock.today()),
  });
  await audit(context, {
    action: 'portal_accounts.user_name_changed',
    objectKind: 'account',
    objectId: account.accountId,
  });
  return ok({ userName: chosen.value });
}

export async function changeLanguage(
  context: Context<CustomerActor>,
  { language }: { language: 'it' | 'en' },
): Promise<Result<{ readonly language: 'it' | 'en' }, never>> {
  await saveLanguage(context, context.actor.accountId, language);
  return ok({ language });
}
