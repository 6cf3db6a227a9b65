import type { Instant } from '@sportello/kernel/calendar';
import { cents } from '@sportello/kernel/money';
import { type KnownCompany, listCompanies, setParameters } from '@sportello/suite/access/companies.pg';
import { openRun } from '@sportello/suite/billing/index';
import {
  DEMO_COMPANY_CODE,
  DEMO_SEED,
  type DemoPayment,
  type DemoRun,
  demoPayments,
  demoRuns,
  demoSignIns,
  inventDemoCompany,
  seedDemo,
  seedDemoReadings,
} from '@sportello/suite/demo/index';
import { issueRun } from '@sportello/suite/invoicing/index';
import { invoicesOfRun } from '@sportello/suite/invoicing/store.pg';
import { entryOfReceipt, postEntries } from '@sportello/suite/ledger/index';
import { displayNameOf, findCustomersByCode } from '@sportello/suite/parties/index';
import { type Clock, fixedClock } from '@sportello/suite/platform/clock';
import { type Pool, withCompany } from '@sportello/suite/platform/database';
import { type JobHandlers, workOneJob } from '@sportello/suite/platform/job-queue';
import { findAccountOfCustomer } from '@sportello/suite/portal-accounts/accounts.pg';
import { contextFor } from './compose.js';

/** Jobs of the past runs; PDFs are left to the workers, which make them while the demo is already in use. */
const RUN_JOBS = ['billing.compute_lot', 'billing.close_run', 'invoicing.issue_lot', 'invoicing.close_run'];

type Settings = {
  readonly clock: Clock;
  readonly secret: string;
  readonly publicUrl: string;
  readonly jobs: JobHandlers;
};

/** The company carries this parameter until its demo is complete. */
const UNFINISHED = 'demo.unfinished';

/**
 * Create the demo company when the installation has no company yet: registries and readings, then every billing run
 * of the past by the same use cases that the office calls, each on its day, then payments. Answers whether it did.
 * A demo that was cut off is thrown away and made again: nobody has used it.
 */
export async function ensureDemoCompany(
  { app, openOwner }: { readonly app: Pool; readonly openOwner: () => Pool },
  settings: Settings,
  onProgress: (step: string) => void,
): Promise<boolean> {
  const known = await listCompanies(app.db);
  if (known.some(({ parameters }) => parameters[UNFINISHED] === true)) await emptyEveryTable(openOwner);
  else if (known.length > 0) return false;
  const today = settings.clock.today();
  const demo = inventDemoCompany(today, DEMO_SEED);
  const company: KnownCompany = { ...demo.company, parameters: { ...demo.company.parameters, [UNFINISHED]: true } };
  onProgress('customers, supply points, contracts and readings');
  await withCompany(app.db, company.companyId, async (db) => {
    await seedDemo(db, { ...demo, company });
    await seedDemoReadings(db, demo, { after: null, until: today });
  });

  const runJobs = Object.fromEntries(Object.entries(settings.jobs).filter(([kind]) => RUN_JOBS.includes(kind)));
  let unposted: readonly DemoPayment[] = [];
  for (const [index, run] of demoRuns(today).entries()) {
    // Each run sees who had paid by its day.
    await postPayments(
      app,
      company,
      unposted.filter(({ paidOn }) => paidOn <= run.issueOn),
    );
    unposted = unposted.filter(({ paidOn }) => paidOn > run.issueOn);
    onProgress(`bills of ${run.period.from.slice(0, 7)}`);
    const runId = await billPeriod(app, company, { ...settings, jobs: runJobs }, run);
    const invoices = await withCompany(app.db, company.companyId, (db) => invoicesOfRun(db, company.companyId, runId));
    unposted = [
      ...unposted,
      ...demoPayments(
        demo,
        invoices.map((invoice) => ({ ...invoice, totalCents: cents(BigInt(invoice.totalCents)) })),
        index,
      ),
    ];
  }
  await postPayments(app, company, unposted);
  await withCompany(app.db, company.companyId, (db) => setParameters(db, company.companyId, demo.company.parameters));
  return true;
}

export type Welcome = { readonly firstAccess: { readonly name: string; readonly customerCode: string } | null };

/** What the start says of the demo company: whom to try the first access with. Null when the company is a real one. */
export async function findWelcome(app: Pool, clock: Clock): Promise<Welcome | null> {
  const company = (await listCompanies(app.db)).find(({ code }) => code === DEMO_COMPANY_CODE);
  if (company === undefined) return null;
  const { companyId } = company;
  return withCompany(app.db, companyId, async (db) => {
    for (const { customerCode, userName } of demoSignIns) {
      if (userName !== null) continue;
      const [customer] = await findCustomersByCode(db, companyId, [customerCode]);
      if (customer === undefined) continue;
      const account = await findAccountOfCustomer({ db, companyId, clock }, customer.customerId);
      if (account === null) return { firstAccess: { name: displayNameOf(customer), customerCode } };
    }
    return { firstAccess: null };
  });
}

/** Compute and issue one period of the past, at the morning of its issue day: later readings are not known to it. */
async function billPeriod(app: Pool, company: KnownCompany, settings: Settings, run: DemoRun): Promise<string> {
  const clock = fixedClock(`${run.issueOn}T05:00:00.000Z` as Instant);
  const contextOf = contextFor(company, { ...settings, clock, actor: { kind: 'system', name: 'demo' } });
  const workAll = async () => {
    while (
      await workOneJob(app.db, contextFor(company, settings), company.companyId, settings.jobs, (_kind, error) => {
        throw error;
      })
    );
  };
  const opened = await withCompany(app.db, company.companyId, async (db) =>
    openRun(contextOf(db), {
      mode: 'final',
      commodity: null,
      periodFrom: run.period.from,
      periodToExclusive: run.period.toExclusive,
      issueOn: run.issueOn,
      dueOn: run.dueOn,
    }),
  );
  if (!opened.ok) throw new Error(`The demo cannot open its run of ${run.period.from}: ${opened.refusal.code}`);
  await workAll();
  await withCompany(app.db, company.companyId, (db) => issueRun(contextOf(db), { runId: opened.value.runId }));
  await workAll();
  return opened.value.runId;
}

const postPayments = (app: Pool, company: KnownCompany, payments: readonly DemoPayment[]): Promise<void> =>
  withCompany(app.db, company.companyId, (db) =>
    postEntries(
      db,
      company.companyId,
      payments.map((payment) =>
        entryOfReceipt({
          reference: payment.source,
          customerId: payment.customerId,
          invoiceId: payment.invoiceId,
          amount: payment.amountCents,
          receivedOn: payment.paidOn,
          paymentOffice: payment.paymentOffice,
        }),
      ),
    ),
  );

async function emptyEveryTable(openOwner: () => Pool): Promise<void> {
  const owner = openOwner();
  const { rows } = await owner.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'company_id'`,
  );
  await owner.pool.query(`truncate ${rows.map(({ name }) => `"${name}"`).join(', ')}`);
  await owner.close();
}
