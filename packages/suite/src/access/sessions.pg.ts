import { sql } from 'kysely';
import { addSeconds } from '../platform/clock.js';
import type { Context } from '../platform/context.js';
import { maybeRow } from '../platform/database.js';
import { newId, newToken } from '../platform/ids.js';
import { sha256Hex } from '../platform/secrets.js';
import { type Audience, sessionLimits } from './domain/session-limits.js';

type At = Pick<Context, 'db' | 'company' | 'companyId' | 'clock'>;
export type OpenSession = { readonly sessionId: string; readonly actorId: string };

/** A request moves `last_seen_at` at most this often: a page of ten calls writes once. */
const SEEN_EVERY_SECONDS = 60;

/** Open a session; the token goes to the cookie, only its hash is stored. */
export async function openSession({ db, companyId, clock }: At, audience: Audience, actorId: string): Promise<string> {
  const token = newToken();
  const now = clock.now();
  await sql`
    insert into access_session (company_id, session_id, token_hash, audience, actor_id, created_at, last_seen_at)
    values (${companyId}, ${newId()}, ${sha256Hex(token)}, ${audience}, ${actorId}, ${now}, ${now})`.execute(db);
  return token;
}

/** The live session of a token: not ended, not idle for too long, not too old. */
export async function findSession(
  { db, company, companyId, clock }: At,
  audience: Audience,
  token: string,
): Promise<OpenSession | null> {
  const now = clock.now();
  const { idleMinutes, absoluteMinutes } = sessionLimits(company.parameters, audience);
  const found = await maybeRow(
    db,
    sql<{ session_id: string; actor_id: string; last_seen_at: string }>`
      select session_id, actor_id, last_seen_at from access_session
      where company_id = ${companyId} and token_hash = ${sha256Hex(token)} and audience = ${audience}
        and ended_at is null
        and last_seen_at > ${addSeconds(now, -60 * idleMinutes)}
        and created_at > ${addSeconds(now, -60 * absoluteMinutes)}`,
  );
  if (found === null) return null;
  if (found.last_seen_at <= addSeconds(now, -SEEN_EVERY_SECONDS)) {
    // Requests of one page run side by side: the first that gets the row moves it, the others do not wait.
    await sql`
      update access_session set last_seen_at = ${now}
      where company_id = ${companyId} and session_id = (
        select session_id from access_session
        where company_id = ${companyId} and session_id = ${found.session_id} for update skip locked)`.execute(db);
  }
  return { sessionId: found.session_id, actorId: found.actor_id };
}

export async function endSession({ db, companyId, clock }: At, sessionId: string): Promise<void> {
  await sql`
    update access_session set ended_at = ${clock.now()}
    where company_id = ${companyId} and session_id = ${sessionId} and ended_at is null`.execute(db);
}

/** End every session of a user or account, but for the one that asks (null: all of them). */
export async function endSessionsOf(
  { db, companyId, clock }: At,
  actorId: string,
  exceptSessionId: string | null,
): Promise<void> {
  await sql`
    update access_session set ended_at = ${clock.now()}
    where company_id = ${companyId} and actor_id = ${actorId} and ended_at is null
      and session_id is distinct from ${exceptSessionId}::uuid`.execute(db);
}
