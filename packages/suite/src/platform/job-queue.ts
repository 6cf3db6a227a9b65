import { type Kysely, sql } from 'kysely';
import type { Context } from './context.js';
import { type Db, maybeRow, withCompany } from './database.js';

/** A piece of background work. `key` is its identity: enqueuing a key that waits changes nothing, one that failed tries again. */
export type Job = { readonly kind: string; readonly key: string; readonly payload: Readonly<Record<string, unknown>> };
export type JobHandlers = Readonly<
  Record<string, (context: Context, payload: Record<string, unknown>) => Promise<void>>
>;

/** Enqueue in the transaction of the change. */
export async function enqueue(
  { db, companyId }: { readonly db: Db; readonly companyId: string },
  jobs: readonly Job[],
): Promise<void> {
  for (let start = 0; start < jobs.length; start += 500) {
    const part = jobs.slice(start, start + 500).map(({ kind, key, payload }) => ({ kind, key, payload }));
    await sql`insert into platform_job (company_id, kind, key, payload)
      select ${companyId}, kind, key, payload from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as j(kind text, key text, payload jsonb)
      on conflict (company_id, kind, key) do update set state = 'waiting', attempts = 0, run_after = 'epoch' where platform_job.state = 'failed'`.execute(
      db,
    );
  }
}

const MOST_ATTEMPTS = 8;

/**
 * Take one waiting job of the company and do it. The row stays locked by the transaction that does the work, and is
 * deleted in it: two workers never hold one job, and a worker that is killed leaves the job as it was (ADR 0012).
 * Answers whether there was one.
 */
export async function workOneJob(
  db: Kysely<unknown>,
  contextOf: (trx: Db) => Context,
  companyId: string,
  handlers: JobHandlers,
  onFailure: (kind: string, error: unknown) => void,
): Promise<boolean> {
  let taken: { job_id: string; kind: string } | null = null;
  try {
    return await withCompany(db, companyId, async (trx) => {
      const context = contextOf(trx);
      const job = await maybeRow(
        trx,
        sql<{ job_id: string; kind: string; payload: Record<string, unknown> }>`
        select job_id, kind, payload from platform_job
        where company_id = ${companyId} and state = 'waiting' and run_after <= ${context.clock.now()} and kind = any(${Object.keys(handlers)})
        order by run_after, job_id limit 1 for update skip locked`,
      );
      if (job === null) return false;
      taken = job;
      await handlers[job.kind]?.(context, job.payload);
      await sql`delete from platform_job where company_id = ${companyId} and job_id = ${job.job_id}`.execute(trx);
      return true;
    });
  } catch (error) {
    const failed = taken as { job_id: string; kind: string } | null;
    if (failed === null) throw error;
    onFailure(failed.kind, error);
    const message = error instanceof Error ? error.message : String(error);
    await withCompany(db, companyId, async (trx) => {
      await sql`update platform_job set attempts = attempts + 1, last_error = ${message.slice(0, 500)},
        state = case when attempts + 1 >= ${MOST_ATTEMPTS} then 'failed' else 'waiting' end,
        run_after = ${contextOf(trx).clock.now()}::timestamptz + make_interval(secs => least(3600, 2 ^ attempts))
        where company_id = ${companyId} and job_id = ${failed.job_id}`.execute(trx);
    });
    return true;
  }
}
