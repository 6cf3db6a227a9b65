import { sql } from 'kysely';
import { addSeconds } from './clock.js';
import type { Context } from './context.js';
import { maybeRow, oneRow } from './database.js';

/**
 * `failures` tries in a window, then a wait of `blockSeconds` that doubles with each further failure up to
 * `longestBlockSeconds`: it slows a guesser down and never locks the owner out for ever.
 */
export type AttemptRule = {
  readonly scope: string;
  readonly failures: number;
  readonly windowSeconds: number;
  readonly blockSeconds: number;
  readonly longestBlockSeconds: number;
};

type At = Pick<Context, 'db' | 'companyId' | 'clock'>;

/**
 * Take one try: it counts as failed until `clearFailures` says otherwise, so that many tries at once cannot slip
 * through between check and count (the row makes them queue, and every process shares it). Answers null when the try
 * may go on, or the instant until which this subject must wait.
 */
export async function takeAttempt(
  { db, companyId, clock }: At,
  rule: AttemptRule,
  subject: string,
): Promise<string | null> {
  const now = clock.now();
  const windowStart = addSeconds(now, -rule.windowSeconds);
  const blockedAtOnce = rule.failures <= 1 ? addSeconds(now, rule.blockSeconds) : null;
  const taken = await maybeRow(
    db,
    sql<{ failures: number }>`
      insert into platform_attempt as a (company_id, scope, subject, failures, window_started_at, blocked_until)
      values (${companyId}, ${rule.scope}, ${subject}, 1, ${now}, ${blockedAtOnce})
      on conflict (company_id, scope, subject) do update set
        failures = case when a.window_started_at < ${windowStart} then 1 else a.failures + 1 end,
        window_started_at = case when a.window_started_at < ${windowStart} then ${now} else a.window_started_at end,
        blocked_until = case
          when a.window_started_at >= ${windowStart} and a.failures + 1 >= ${rule.failures}
          then ${now}::timestamptz + make_interval(secs => least(${rule.longestBlockSeconds}::float8,
            ${rule.blockSeconds}::float8 * 2 ^ least(20, a.failures + 1 - ${rule.failures})))
          end
      where a.blocked_until is null or a.blocked_until <= ${now}
      returning failures`,
  );
  if (taken !== null) return null;
  const blocked = await oneRow(
    db,
    sql<{ blocked_until: string }>`
      select blocked_until from platform_attempt
      where company_id = ${companyId} and scope = ${rule.scope} and subject = ${subject}`,
  );
  return blocked.blocked_until;
}

/** The try succeeded: nothing is held against the subject any more. */
export async function clearFailures({ db, companyId }: At, { scope }: AttemptRule, subject: string): Promise<void> {
  await sql`delete from platform_attempt
    where company_id = ${companyId} and scope = ${scope} and subject = ${subject}`.execute(db);
}
