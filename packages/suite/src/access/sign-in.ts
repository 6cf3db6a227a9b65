import { ok, type Result, refuse } from '@sportello/kernel/result';
import { type AttemptRule, clearFailures, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { OpensSession } from '../platform/bind.js';
import type { Company, Context, StaffActor, StaffRole } from '../platform/context.js';
import { NOBODYS_HASH, sha256Hex, verifyPassword } from '../platform/secrets.js';
import { endSession, findSession, openSession } from './sessions.pg.js';
import { findUser, findUserByName, type StaffUser } from './users.pg.js';

/** 5 wrong passwords, then a wait that doubles from 1 to 15 minutes; an hour later the count starts again. */
export const SIGN_IN_RULE: AttemptRule = {
  scope: 'access.sign_in',
  failures: 5,
  windowSeconds: 3600,
  blockSeconds: 60,
  longestBlockSeconds: 900,
};

export type SignInRefusal =
  | { readonly code: 'access.wrong_user_or_password' }
  | { readonly code: 'access.sign_in_blocked'; readonly until: string };

export type StaffMe = {
  readonly displayName: string;
  readonly userName: string;
  readonly roles: StaffRole[];
  readonly language: 'it' | 'en';
  readonly company: { readonly code: string; readonly name: string };
};

/** What tries are counted on: the name as typed, existing or not, hashed so that the table holds no name. */
export const attemptSubject = (userName: string): string => sha256Hex(userName.trim().toLowerCase());

/** Open a session for a staff user. Unknown, disabled and mistaken users get the same words after the same work. */
export async function signIn(
  context: Context,
  { userName, password }: { userName: string; password: string },
): Promise<Result<StaffMe & OpensSession, SignInRefusal>> {
  const subject = attemptSubject(userName);
  const until = await takeAttempt(context, SIGN_IN_RULE, subject);
  if (until !== null) {
    await audit(context, { action: 'access.sign_in_blocked', objectKind: 'user', objectId: subject.slice(0, 16) });
    return refuse({ code: 'access.sign_in_blocked', until });
  }
  const user = await findUserByName(context, userName);
  const isRight = await verifyPassword(user?.passwordHash ?? NOBODYS_HASH, password);
  if (user === null || !isRight) {
    const objectId = user?.userId ?? subject.slice(0, 16);
    await audit(context, { action: 'access.sign_in_refused', objectKind: 'user', objectId });
    return refuse({ code: 'access.wrong_user_or_password' });
  }
  await clearFailures(context, SIGN_IN_RULE, subject);
  if (context.actor.kind === 'staff') await endSession(context, context.actor.sessionId);
  const sessionToken = await openSession(context, 'staff', user.userId);
  await audit(context, { action: 'access.signed_in', objectKind: 'user', objectId: user.userId });
  return ok({ ...meOf(user, context.company), sessionToken });
}

/** Who holds this token now. A user disabled meanwhile holds nothing. */
export async function staffActorOf(context: Context, token: string): Promise<StaffActor | null> {
  const session = await findSession(context, 'staff', token);
  if (session === null) return null;
  const user = await findUser(context, session.actorId);
  if (user === null) return null;
  const { userId, displayName, roles } = user;
  return { kind: 'staff', userId, sessionId: session.sessionId, displayName, roles };
}

export const meOf = (user: StaffUser, company: Company): StaffMe => ({
  displayName: user.displayName,
  userName: user.userName,
  roles: [...user.roles],
  language: user.language,
  company: { code: company.code, name: company.name },
});
