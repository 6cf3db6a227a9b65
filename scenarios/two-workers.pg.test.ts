import assert from 'node:assert/strict';
import type { Instant } from '@sportello/kernel/calendar';
import { openRun } from '@sportello/suite/billing/index';
import { computeLotJob } from '@sportello/suite/billing/open-run';
import { checkInvariants } from '@sportello/suite/invariants/index';
import { issueRun } from '@sportello/suite/invoicing/index';
import { fixedClock, systemClock } from '@sportello/suite/platform/clock';
import type { Company, Context } from '@sportello/suite/platform/context';
import { type Db, oneRow, openPool, rows, withCompany } from '@sportello/suite/platform/database';
import { enqueue, type JobHandlers, workOneJob } from '@sportello/suite/platform/job-queue';
import { loadRegulated, runJobs } from '@sportello/testkit/billing-office';
import { TEST_SECRET } from '@sportello/testkit/builders';
import {
  figuresOf,
  generateSupplies,
  MASS_ISSUE,
  MASS_PERIOD,
  type RunFigures,
} from '@sportello/testkit/mass-supplies';
import { createTestDatabase, superuserUrlOf, type TestDatabase } from '@sportello/testkit/test-database';
import { endWorkers, startWorkerProcess } from '@sportello/testkit/worker-crew';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeAll, test, vi } from 'vitest';

// A7 of the reliability plan: several workers on one run, on one lot, and one that stops in the middle and comes back.
// Eight workers share the processors of the machine with the database.
vi.setConfig({ testTimeout: 180_000 });
const SUPPLIES = 240;
let jobs: JobHandlers;
let database: TestDatabase;
let company: Company;
let alone: RunFigures;

const system =
  (clock: Context['clock']) =>
  (db: Db): Context => ({
    db,
    company,
    companyId: company.companyId,
    clock,
    actor: { kind: 'system', name: 'test' },
    secret: TEST_SECRET,
    publicUrl: 'http://localhost:4000',
  });
const inCompany = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
  withCompany(database.app.db, company.companyId, (db) =>
    work(system(fixedClock(`${MASS_ISSUE.issueOn}T05:00:00.000Z` as Instant))(db)),
  );

async function openCompany(): Promise<void> {
  database = await createTestDatabase();
  company = await generateSupplies(database.app, superuserUrlOf(database), SUPPLIES);
}
async function open(): Promise<string> {
  const opened = await inCompany((context) =>
    openRun(context, {
      mode: 'final',
      commodity: null,
      periodFrom: MASS_PERIOD.from,
      periodToExclusive: MASS_PERIOD.toExclusive,
      ...MASS_ISSUE,
    }),
  );
  assert.ok(opened.ok);
  return opened.value.runId;
}
const issue = (runId: string) => inCompany((context) => issueRun(context, { runId }));

/** Workers with a connection each, all at once, until none finds work. Answers the failures they met. */
async function workWith(workers: number): Promise<readonly string[]> {
  const failures: string[] = [];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const pool = openPool(database.appUrl, { maxConnections: 1 });
      while (
        await workOneJob(pool.db, system(systemClock), company.companyId, jobs, (kind, error) =>
          failures.push(`${kind}: ${String(error)}`),
        )
      );
      await pool.close();
    }),
  );
  return failures;
}

const expectWhole = () =>
  inCompany(async ({ db, companyId }) => {
    assert.deepEqual(await figuresOf(database.app, companyId), alone);
    assert.deepEqual(await checkInvariants(db, companyId), []);
  });

beforeAll(async () => {
  jobs = runJobs(await loadRegulated());
  await openCompany();
  const runId = await open();
  assert.deepEqual(await workWith(1), []);
  await issue(runId);
  assert.deepEqual(await workWith(1), []);
  alone = await figuresOf(database.app, company.companyId);
  assert.equal(alone.invoices, SUPPLIES);
  await database.close();
});
afterEach(() => database.close());

for (const workers of [2, 4, 8]) {
  test(`${workers} workers on the lots of one run make what one worker makes`, async () => {
    await openCompany();
    const runId = await open();
    assert.deepEqual(await workWith(workers), []);
    await issue(runId);
    assert.deepEqual(await workWith(workers), []);
    await expectWhole();
  });

  test(`${workers} workers on the same lot at once: one computes it, the others find it done`, async () => {
    await openCompany();
    const runId = await open();
    await inCompany((context) =>
      enqueue(
        context,
        Array.from({ length: workers * 3 }, (_, index) => ({ ...computeLotJob(runId, 1), key: `again ${index}` })),
      ),
    );
    assert.deepEqual(await workWith(workers), []);
    await inCompany((context) => issueRun(context, { runId }));
    await inCompany((context) =>
      enqueue(
        context,
        Array.from({ length: workers * 3 }, (_, index) => ({
          kind: 'invoicing.issue_lot',
          key: `again ${index}`,
          payload: { runId, lotNo: 1 },
        })),
      ),
    );
    assert.deepEqual(await workWith(workers), []);
    await expectWhole();
  });
}

test('a worker that stops in the middle of a lot holds up that lot alone; back after its lease, it can write nothing', async () => {
  await openCompany();
  const stopped = startWorkerProcess(database.appUrl);
  const superuser = new pg.Client({ connectionString: superuserUrlOf(database) });
  await superuser.connect();
  try {
    await stopped.ready;
    const runId = await open();
    const session = await stopWhileWriting(stopped.child.pid ?? 0, superuser);

    // The others do the rest of the run and do not wait for it.
    assert.deepEqual(await workWith(2), []);
    const left = () =>
      inCompany(({ db }) =>
        rows(db, sql<{ lot_no: number }>`select lot_no from billing_lot where run_id = ${runId} and state = 'planned'`),
      );
    assert.equal((await left()).length, 1);
    assert.deepEqual(await inCompany(({ db, companyId }) => checkInvariants(db, companyId)), []);

    // Its lease is over: idle_in_transaction_session_timeout ends the session. The lot goes to another worker.
    await superuser.query('select pg_terminate_backend($1)', [session]);
    while ((await left()).length > 0) assert.deepEqual(await workWith(1), []);

    stopped.child.kill('SIGCONT');
    await issue(runId);
    assert.deepEqual(await workWith(2), []);
    while (
      (
        await inCompany(({ db }) =>
          oneRow(db, sql<{ state: string }>`select state from billing_run where run_id = ${runId}`),
        )
      ).state !== 'issued'
    )
      await workWith(1);
    await expectWhole();
    assert.equal(stopped.child.exitCode, null, 'the session it lost did not end it');
  } finally {
    stopped.child.kill('SIGCONT');
    await endWorkers([stopped], 'SIGKILL');
    await superuser.end();
  }
});

/** Stop the worker at a moment when its transaction has written; answers its database session. */
async function stopWhileWriting(pid: number, superuser: pg.Client): Promise<number> {
  const writing = async (): Promise<number | null> =>
    (
      await superuser.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and usename = 'sportello_app' and backend_xid is not null and state = 'idle in transaction'`,
      )
    ).rows[0]?.pid ?? null;
  for (let attempts = 0; attempts < 5_000; attempts += 1) {
    if ((await writing()) === null) continue;
    process.kill(pid, 'SIGSTOP');
    // What it had already sent is done by the database; then the session waits for a word that does not come.
    await new Promise((resume) => setTimeout(resume, 200));
    const session = await writing();
    if (session !== null) return session;
    process.kill(pid, 'SIGCONT');
  }
  throw new Error('the worker was never seen writing');
}

test('sabotage: a lot computed twice would have been seen', async () => {
  await openCompany();
  await open();
  await workWith(1);
  await withCompany(database.owner.db, company.companyId, async (db) => {
    await sql`drop index billing_bill_final_period`.execute(db);
    await sql`alter table billing_bill drop constraint billing_bill_pkey`.execute(db);
    await sql`insert into billing_bill select (jsonb_populate_record(b, jsonb_build_object('bill_id', gen_random_uuid()))).* from billing_bill b where lot_no = 1`.execute(
      db,
    );
    const rules = new Set((await checkInvariants(db, company.companyId)).map(({ invariant }) => invariant));
    assert.ok(rules.has(4) && rules.has(11));
  });
  assert.notEqual((await figuresOf(database.app, company.companyId)).bills, alone.bills);
});
