import { assert, ok, type Result, refuse } from '@sportello/kernel/result';
import { clearFailures, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { Context, StaffActor } from '../platform/context.js';
import { hashPassword, verifyPassword } from '../platform/secrets.js';
import { companyWords } from './company-words.js';
import { checkPassword, type PasswordRefusal } from './domain/password-rules.js';
import { endSessionsOf } from './sessions.pg.js';
import { attemptSubject, SIGN_IN_RULE } from './sign-in.js';
import { findUser, savePassword } from './users.pg.js';

export type ChangePasswordRefusal =
  | PasswordRefusal
  | { readonly code: 'access.current_password_wrong' }
  | { readonly code: 'access.sign_in_blocked'; readonly until: string };

/** A new password for who knows the old one: a screen left open is not enough. The other sessions end. */
export async function changePassword(
  context: Context<StaffActor>,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<Result<Record<string, never>, ChangePasswordRefusal>> {
  const user = await findUser(context, context.actor.userId);
  assert(user !== null, 'an actor of this transaction is a user');
  const chosen = checkPassword(newPassword, [
    user.userName,
    user.email,
    user.displayName,
    ...companyWords(context.company),
  ]);
  if (!chosen.ok) return chosen;

  const subject = attemptSubject(user.userName);
  const until = await takeAttempt(context, SIGN_IN_RULE, subject);
  if (until !== null) return refuse({ code: 'access.sign_in_blocked', until });
  if (!(await verifyPassword(user.passwordHash, currentPassword))) {
    await audit(context, { action: 'access.password_change_refused', objectKind: 'user', objectId: user.userId });
    return refuse({ code: 'access.current_password_wrong' });
  }
  await clearFailures(context, SIGN_IN_RULE, subject);
  await savePassword(context, user.userId, await hashPassword(newPassword));
  await endSessionsOf(context, user.userId, context.actor.sessionId);
  await audit(context, { action: 'access.password_changed', objectKind: 'user', objectId: user.userId });
  return ok({});
}
