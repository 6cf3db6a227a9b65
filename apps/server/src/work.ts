import type { KnownCompany } from '@sportello/suite/access/companies.pg';
import { type MailTransport, sendDueMessages } from '@sportello/suite/messaging/index';
import type { Clock } from '@sportello/suite/platform/clock';
import type { Config } from '@sportello/suite/platform/config';
import type { Pool } from '@sportello/suite/platform/database';
import { type JobHandlers, workOneJob } from '@sportello/suite/platform/job-queue';
import type { Logger } from '@sportello/suite/platform/logger';
import { deliverEvents } from '@sportello/suite/platform/outbox';
import { contextFor, EVENT_HANDLERS } from './compose.js';

export type Work = {
  readonly config: Config;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secret: string;
  readonly companies: () => Promise<readonly KnownCompany[]>;
  readonly jobs: JobHandlers;
  /** Null: this worker sends no mail. */
  readonly transport: MailTransport | null;
};

/** One round of jobs and events over every company. Answers whether anything was done. */
export async function workOnce(work: Work): Promise<boolean> {
  const { config, pool, clock, logger, secret, companies, jobs } = work;
  let didSomething = false;
  for (const company of await companies()) {
    const contextOf = contextFor(company, { clock, secret, publicUrl: config.publicUrl });
    const onFailure = (kind: string, error: unknown) =>
      logger.error({ companyId: company.companyId, kind, error }, 'a job failed and will be tried again');
    if (await workOneJob(pool.db, contextOf, company.companyId, jobs, onFailure)) didSomething = true;
    try {
      if ((await deliverEvents(pool.db, contextOf, company.companyId, EVENT_HANDLERS)) > 0) didSomething = true;
    } catch (error) {
      logger.error({ companyId: company.companyId, error }, 'an event could not be delivered and will be tried again');
    }
  }
  return didSomething;
}

/** One round of mail over every company. */
async function sendOnce({ config, pool, clock, companies, transport }: Work): Promise<boolean> {
  if (transport === null) return false;
  let sent = 0;
  for (const company of await companies()) {
    sent += await sendDueMessages({
      pool,
      company,
      clock,
      transport,
      from: config.mailFrom,
      publicUrl: config.publicUrl,
    });
  }
  return sent > 0;
}

const IDLE_MILLISECONDS = 250;
const BROKEN_MILLISECONDS = 1_000;

/** Work until told to stop; a database that went away is waited for. Mail has its own loop: a slow server holds nothing else. */
export function startWorking(work: Work): { readonly stop: () => Promise<void> } {
  let isStopping = false;
  const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
  const repeat = async (round: (work: Work) => Promise<boolean>, jobs: JobHandlers = work.jobs) => {
    while (!isStopping) {
      try {
        if (!(await round({ ...work, jobs }))) await pause(IDLE_MILLISECONDS);
      } catch (error) {
        work.logger.warn({ error }, 'the worker waits for the database');
        await pause(BROKEN_MILLISECONDS);
      }
    }
  };
  // Thousands of PDFs may wait after a run: somebody who asks for a link or starts a simulation must not wait with them.
  const isSlow = (kind: string) => kind === 'invoicing.archive_lot';
  const jobsWhere = (isWanted: (kind: string) => boolean): JobHandlers =>
    Object.fromEntries(Object.entries(work.jobs).filter(([kind]) => isWanted(kind)));
  const loops = Promise.all([
    repeat(
      workOnce,
      jobsWhere((kind) => !isSlow(kind)),
    ),
    repeat(workOnce, jobsWhere(isSlow)),
    repeat(sendOnce),
  ]);
  return {
    stop: async () => {
      isStopping = true;
      await loops;
    },
  };
}
