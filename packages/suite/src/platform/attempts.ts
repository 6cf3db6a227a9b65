import { sql } from 'kysely';
import { addSeconds } from './clock.js';
import type { Context } from './context.js';
import { maybeRow } from './database.js';

export type AttemptRule = { readonly scope: string; readonly failures: number; readonly windowSeconds: number; readonly blockSeconds: number };

type At = Pick<Context, 'db' | 'companyId' | 'clock'>;

/** Instant until which this subject must wait, or null. Shared by every process because it is a row. */
export async function blockedUntil({ db, companyId, clock }: At, rule: AttemptRule, subject: string): Promise<string | null> {
  const found = await maybeRow(db, sql<{ blocked_until: string | null }>`
    select blocked_until from platform_attempt where company_id = ${companyId} and scope = ${rule.scope} and subject = ${subject}`);
  return found?.blocked_until != null && found.blocked_until > clock.now() ? found.blocked_until : null;
}

/** Count a failure; the last one allowed in the window blocks the subject for a while, never for ever. */
export async function countFailure({ db, companyId, clock }: At, rule: AttemptRule, subject: string): Promise<void> {
  const now = clock.now();
  const windowStart = addSeconds(now, -rule.windowSeconds);
  await sql`
    insert into platform_attempt as a (company_id, scope, subject, failures, window_started_at, blocked_until)
    values (${companyId}, ${rule.scope}, ${subject}, 1, ${now}, ${rule.failures <= 1 ? addSeconds(now, rule.blockSeconds) : null})
    on conflict (company_id, scope, subject) do update set
      failures = case when a.window_started_at < ${windowStart} then 1 else a.failures + 1 end,
      window_started_at = case when a.window_started_at < ${windowStart} then ${now} else a.window_started_at end,
      blocked_until = case when a.window_started_at >= ${windowStart} and a.failures + 1 >= ${rule.failures}
        then ${addSeconds(now, rule.blockSeconds)}::timestamptz else a.blocked_until end`.execute(db);
}

export async function clearFailures({ db, companyId }: At, rule: AttemptRule, subject: string): Promise<void> {
  await sql`delete from platform_attempt where company_id = ${companyId} and scope = ${rule.scope} and subject = ${subject}`.execute(db);
}
