import { listCompanies } from '@sportello/suite/access/companies.pg';
import { systemClock } from '@sportello/suite/platform/clock';
import { openPool } from '@sportello/suite/platform/database';
import { workOneJob } from '@sportello/suite/platform/job-queue';
import { loadRegulated, runJobs } from './billing-office.js';

/**
 * A worker as its own process, so that it can be killed or stopped: the jobs of a billing run, of every company of the
 * database at `TEST_APP_URL`. Says `ready` to who forked it, and ends with it.
 */
const IDLE_MILLISECONDS = 20;
const address = process.env['TEST_APP_URL'];
if (address === undefined) throw new Error('TEST_APP_URL says where the database is');
const jobs = runJobs(await loadRegulated());
const pool = openPool(address, { maxConnections: 2 });
const companies = await listCompanies(pool.db);
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
process.send?.('ready');

for (;;) {
  let didSomething = false;
  for (const company of companies) {
    const contextOf = (db: typeof pool.db) => ({
      db,
      company,
      companyId: company.companyId,
      clock: systemClock,
      actor: { kind: 'system' as const, name: 'worker' },
      secret: 'a secret of tests that is long enough',
      publicUrl: 'http://localhost:4000',
    });
    const onFailure = (kind: string, error: unknown) =>
      process.send?.({ kind, message: error instanceof Error ? error.message : String(error) });
    didSomething = (await workOneJob(pool.db, contextOf, company.companyId, jobs, onFailure)) || didSomething;
  }
  if (!didSomething) await new Promise((resume) => setTimeout(resume, IDLE_MILLISECONDS));
}
