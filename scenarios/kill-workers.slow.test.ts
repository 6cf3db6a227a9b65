import assert from 'node:assert/strict';
import type { Instant } from '@sportello/kernel/calendar';
import { openRun } from '@sportello/suite/billing/index';
import { seededRandom } from '@sportello/suite/demo/random';
import { checkInvariants } from '@sportello/suite/invariants/index';
import { issueRun } from '@sportello/suite/invoicing/index';
import { fixedClock } from '@sportello/suite/platform/clock';
import type { Company, Context } from '@sportello/suite/platform/context';
import { type Db, oneRow, withCompany } from '@sportello/suite/platform/database';
import { TEST_SECRET } from '@sportello/testkit/builders';
import {
  figuresOf,
  generateSupplies,
  MASS_ISSUE,
  MASS_PERIOD,
  type RunFigures,
} from '@sportello/testkit/mass-supplies';
import { createTestDatabase, superuserUrlOf, type TestDatabase } from '@sportello/testkit/test-database';
import { endWorkers, startWorkerProcess, type WorkerProcess } from '@sportello/testkit/worker-crew';
import { sql } from 'kysely';
import { afterAll, test } from 'vitest';

// A1 of the reliability plan. SEED=… replays the choice of victims and pauses; the moments of the machine it cannot.
const SUPPLIES = 20_000;
const WORKERS = 2;
const KILLS_PER_STEP = 25;
const seed = Number(process.env['SEED'] ?? 20_261_122);
const random = seededRandom(seed);

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.close();
});

const contextOf =
  (company: Company) =>
  (db: Db): Context => ({
    db,
    company,
    companyId: company.companyId,
    clock: fixedClock(`${MASS_ISSUE.issueOn}T05:00:00.000Z` as Instant),
    actor: { kind: 'system', name: 'test' },
    secret: TEST_SECRET,
    publicUrl: 'http://localhost:4000',
  });
const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));

/** Bill and issue every supply with two worker processes; `disturb` is called once in each step while they work. */
async function billWith(
  disturb: (crew: WorkerProcess[], database: TestDatabase) => Promise<void>,
): Promise<{ database: TestDatabase; company: Company; figures: RunFigures }> {
  const database = await createTestDatabase();
  databases.push(database);
  const company = await generateSupplies(database.app, superuserUrlOf(database), SUPPLIES);
  const inCompany = <T>(work: (context: Context) => Promise<T>) =>
    withCompany(database.app.db, company.companyId, (db) => work(contextOf(company)(db)));
  const crew = Array.from({ length: WORKERS }, () => startWorkerProcess(database.appUrl));
  try {
    const stateOf = () =>
      inCompany(
        async ({ db }) =>
          (
            await oneRow(
              db,
              sql<{ state: string }>`select state from billing_run where company_id = ${company.companyId}`,
            )
          ).state,
      );
    const reach = async (state: string) => {
      while ((await stateOf()) !== state) await pause(100);
    };
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
    await disturb(crew, database);
    assert.equal(await stateOf(), 'computing', 'the workers were killed while they had work');
    await reach('computed');
    assert.ok((await inCompany((context) => issueRun(context, { runId: opened.value.runId }))).ok);
    await disturb(crew, database);
    assert.equal(await stateOf(), 'issuing', 'the workers were killed while they had work');
    await reach('issued');
    const waiting = () =>
      inCompany(({ db }) =>
        oneRow(db, sql<{ jobs: string }>`select count(*) as jobs from platform_job where state = 'waiting'`),
      );
    while ((await waiting()).jobs !== '0') await pause(100);
  } finally {
    await endWorkers(crew, 'SIGKILL');
  }
  return { database, company, figures: await figuresOf(database.app, company.companyId) };
}

/** Kill one of the workers that are ready, at any moment of its work, and put another in its place; so many times. */
async function killMany(crew: WorkerProcess[], database: TestDatabase): Promise<void> {
  for (let kills = 0; kills < KILLS_PER_STEP; kills += 1) {
    await Promise.race(crew.map(({ ready }) => ready));
    const ready: number[] = [];
    await Promise.all(
      crew.map(async (worker, place) => {
        if (await Promise.race([worker.ready.then(() => true), pause(1).then(() => false)])) ready.push(place);
      }),
    );
    const place = random.pick(ready);
    await pause(random.between(1, 250));
    const victim = crew[place];
    assert.ok(victim !== undefined);
    await endWorkers([victim], 'SIGKILL');
    crew[place] = startWorkerProcess(database.appUrl);
  }
}

test(`${SUPPLIES} supplies billed while a worker is killed ${2 * KILLS_PER_STEP} times come out as if nothing had happened`, async () => {
  const calm = await billWith(async () => undefined);
  const disturbed = await billWith(killMany);

  assert.equal(calm.figures.bills, SUPPLIES);
  assert.equal(calm.figures.invoices, SUPPLIES);
  assert.equal(calm.figures.receivableCents, calm.figures.totalCents);
  assert.deepEqual(disturbed.figures, calm.figures, `seed ${seed}`);

  const { database, company } = disturbed;
  await withCompany(database.app.db, company.companyId, async (db) => {
    assert.deepEqual(await checkInvariants(db, company.companyId), []);
    const left = await oneRow(
      db,
      sql<{ left: string }>`select count(*) as left from platform_job where kind <> 'invoicing.archive_lot'`,
    );
    assert.equal(left.left, '0', 'no job is left or failed');
  });
});

test('sabotage: one invoice issued twice would have been seen', async () => {
  const [, disturbed] = databases;
  assert.ok(disturbed !== undefined);
  const companyId = '00000000-0000-7000-8000-000000000001';
  await withCompany(disturbed.owner.db, companyId, async (db) => {
    // What the unique keys refuse is done in spite of them.
    await sql`alter table invoicing_invoice drop constraint invoicing_invoice_company_id_bill_id_key`.execute(db);
    await sql`insert into invoicing_invoice select (jsonb_populate_record(i, jsonb_build_object('invoice_id', gen_random_uuid(), 'sequence', 900000, 'number', 'E-2026-900000'))).*
      from invoicing_invoice i where company_id = ${companyId} and sequence = 1 and series = 'E'`.execute(db);
    const found = await checkInvariants(db, companyId);
    const rules = new Set(found.map(({ invariant }) => invariant));
    assert.ok(rules.has(2) && rules.has(3), JSON.stringify(found));
  });
  assert.notEqual((await figuresOf(disturbed.app, companyId)).invoices, SUPPLIES);
});
