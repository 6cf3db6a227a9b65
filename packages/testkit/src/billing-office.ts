import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, type Instant, type LocalDate, type Period } from '@sportello/kernel/calendar';
import { assert } from '@sportello/kernel/result';
import { billingJobs, openRun, type RegulatedData } from '@sportello/suite/billing/index';
import { invoicingJobs, issueRun } from '@sportello/suite/invoicing/index';
import { loadHolidays } from '@sportello/suite/metering/load-holidays';
import { type Clock, fixedClock, systemClock } from '@sportello/suite/platform/clock';
import type { Company, Context } from '@sportello/suite/platform/context';
import { type Db, type Pool, withCompany } from '@sportello/suite/platform/database';
import { type JobHandlers, workOneJob } from '@sportello/suite/platform/job-queue';
import { loadTariffBook } from '@sportello/suite/tariffs/index';

const tariffsFolder = resolve(fileURLToPath(import.meta.url), '../../../../tariffs');

/** The regulated figures of the product, as a worker loads them. */
export async function loadRegulated(): Promise<RegulatedData> {
  const book = await loadTariffBook(tariffsFolder);
  assert(book.ok, 'the files under tariffs/ make a book');
  return { book: book.value, holidays: await loadHolidays(tariffsFolder) };
}

/** What a worker does in a billing run; PDFs, which are slow, only where a test asks for them. */
export function runJobs(regulated: RegulatedData, { withPdfs = false }: { withPdfs?: boolean } = {}): JobHandlers {
  const { 'invoicing.archive_lot': archiveLot, ...issuing } = invoicingJobs;
  return {
    ...billingJobs(regulated),
    ...issuing,
    'invoicing.archive_lot': withPdfs && archiveLot !== undefined ? archiveLot : async () => undefined,
  };
}

const SETTINGS = { secret: 'a secret of tests that is long enough', publicUrl: 'http://localhost:4000' };
const asSystem =
  (company: Company, clock: Clock) =>
  (db: Db): Context => ({
    db,
    company,
    companyId: company.companyId,
    clock,
    actor: { kind: 'system', name: 'test' },
    ...SETTINGS,
  });

/**
 * The jobs that wait, one after the other, as one worker does them. A job that fails fails the test. Jobs are due by the
 * clock of the database, which no test moves: so the worker has the real one too.
 */
export async function workAll(pool: Pool, company: Company, jobs: JobHandlers): Promise<void> {
  const fail = (_kind: string, error: unknown): never => {
    throw error;
  };
  while (await workOneJob(pool.db, asSystem(company, systemClock), company.companyId, jobs, fail));
}

export type BilledRun = { readonly runId: string; readonly number: string };

/** Open a run and work it to its end: computed, and issued when it is final. Everything happens at 06:00 of `issueOn`. */
export async function billPeriod(
  pool: Pool,
  company: Company,
  regulated: RegulatedData,
  {
    period,
    issueOn,
    dueOn = addDays(issueOn, 20),
    mode = 'final',
    commodity = null,
    issue = mode === 'final',
    withPdfs = false,
  }: {
    readonly period: Period;
    readonly issueOn: LocalDate;
    readonly dueOn?: LocalDate;
    readonly mode?: 'simulation' | 'final';
    readonly commodity?: 'electricity' | 'gas' | null;
    readonly issue?: boolean;
    readonly withPdfs?: boolean;
  },
): Promise<BilledRun> {
  const clock = fixedClock(`${issueOn}T05:00:00.000Z` as Instant);
  const jobs = runJobs(regulated, { withPdfs });
  const contextOf = asSystem(company, clock);
  const opened = await withCompany(pool.db, company.companyId, (db) =>
    openRun(contextOf(db), {
      mode,
      commodity,
      periodFrom: period.from,
      periodToExclusive: period.toExclusive,
      issueOn,
      dueOn,
    }),
  );
  assert(opened.ok, `the run opens: ${JSON.stringify(opened)}`);
  await workAll(pool, company, jobs);
  if (issue) {
    const issued = await withCompany(pool.db, company.companyId, (db) =>
      issueRun(contextOf(db), { runId: opened.value.runId }),
    );
    assert(issued.ok, `the run is issued: ${JSON.stringify(issued)}`);
    await workAll(pool, company, jobs);
  }
  return opened.value;
}
