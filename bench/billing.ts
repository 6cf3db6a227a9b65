import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@sportello/kernel/calendar';
import { openRun } from '@sportello/suite/billing/index';
import { checkInvariants } from '@sportello/suite/invariants/index';
import { issueRun } from '@sportello/suite/invoicing/index';
import { fixedClock } from '@sportello/suite/platform/clock';
import type { Company, Context } from '@sportello/suite/platform/context';
import { type Db, maybeRow, openPool, type Pool, withCompany } from '@sportello/suite/platform/database';
import { startEmbeddedPostgres } from '@sportello/suite/platform/embedded-postgres';
import { migrate } from '@sportello/suite/platform/migrate';
import { generateSupplies, MASS_ISSUE, MASS_PERIOD } from '@sportello/testkit/mass-supplies';
import { endWorkers, startWorkerProcess, type WorkerProcess } from '@sportello/testkit/worker-crew';
import { sql } from 'kysely';
import pg from 'pg';

type Options = {
  readonly supplies: number;
  readonly workers: number;
  readonly profileFolder: string | null;
  readonly say: (line: string) => void;
};

/** Tables that a run fills, in the order in which a plain COPY would. */
const PRODUCED = [
  'billing_bill',
  'invoicing_invoice',
  'invoicing_e_invoice',
  'ledger_entry',
  'ledger_line',
  'portal_accounts_web_code',
];

/** A final run over `supplies` supplies with `workers` worker processes, on a database of its own with the product's settings. */
export async function benchBilling({ supplies, workers, profileFolder, say }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const server = await startEmbeddedPostgres(folder);
  const crew: WorkerProcess[] = [];
  try {
    const owner = openPool(server.ownerUrl, { maxConnections: 1 });
    await migrate(owner.db);
    await owner.close();
    const pool = openPool(server.appUrl, { maxConnections: 2 });
    const superuserUrl = server.superuserUrl.replace(/\/postgres$/, '/sportello');
    const generated = await timed(() => generateSupplies(pool, superuserUrl, supplies));
    const company = generated.value;
    say(`${supplies} supplies with 15 readings each generated in ${seconds(generated.milliseconds)}`);
    await onServer(superuserUrl, (client) => client.query('checkpoint'));

    const profiled = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
    for (let count = 0; count < workers; count += 1) crew.push(startWorkerProcess(server.appUrl, profiled));
    await Promise.all(crew.map(({ ready }) => ready));
    const context = (db: Db): Context => ({
      db,
      company,
      companyId: company.companyId,
      clock: fixedClock(`${MASS_ISSUE.issueOn}T05:00:00.000Z` as Instant),
      actor: { kind: 'system', name: 'bench' },
      secret: 'a secret of tests that is long enough',
      publicUrl: 'http://localhost:4000',
    });
    const postmaster = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    const nodes = [process.pid, ...crew.map(({ child }) => child.pid ?? 0)];
    const cpuBefore = { node: cpuSeconds(nodes), postgres: cpuSeconds(descendants(postmaster)) };
    const compute = await timed(async () => {
      const opened = await withCompany(pool.db, company.companyId, (db) =>
        openRun(context(db), {
          mode: 'final',
          commodity: null,
          periodFrom: MASS_PERIOD.from,
          periodToExclusive: MASS_PERIOD.toExclusive,
          ...MASS_ISSUE,
        }),
      );
      if (!opened.ok) throw new Error(`the run does not open: ${opened.refusal.code}`);
      await runReaches(pool, company, 'computed');
      return opened.value.runId;
    });
    const issue = await timed(async () => {
      await withCompany(pool.db, company.companyId, (db) => issueRun(context(db), { runId: compute.value }));
      await runReaches(pool, company, 'issued');
    });
    const cpu = {
      node: cpuSeconds(nodes) - cpuBefore.node,
      postgres: cpuSeconds(descendants(postmaster)) - cpuBefore.postgres,
    };
    const memory = nodes.map(peakMemory);
    await endWorkers(crew);

    const violations = await withCompany(pool.db, company.companyId, (db) => checkInvariants(db, company.companyId));
    const [bills, lines] = await onServer(superuserUrl, async (client) => {
      const { rows } = await client.query<{ bills: string; lines: string }>(
        `select count(*) as bills, round(avg(json_array_length(lines)), 1) as lines from billing_bill`,
      );
      return [Number(rows[0]?.bills), rows[0]?.lines ?? ''];
    });
    await pool.close();
    const copied = await copyAgain(superuserUrl, folder);

    const total = compute.milliseconds + issue.milliseconds;
    const rate = (milliseconds: number) => `${Math.round((bills * 1000) / milliseconds)} bills/s`;
    say(`read, rate, store   ${seconds(compute.milliseconds).padStart(8)}   ${rate(compute.milliseconds)}`);
    say(`issue               ${seconds(issue.milliseconds).padStart(8)}   ${rate(issue.milliseconds)}`);
    say(
      `plain COPY          ${seconds(copied.milliseconds).padStart(8)}   ${rate(copied.milliseconds)}, the same ${copied.rows} rows (${Math.round(copied.megabytes)} MB as text) into the same tables with the same indexes, one connection`,
    );
    say(`${bills} bills of ${lines} lines each, ${workers} workers, ${violations.length} broken invariants`);
    say(
      `processor time a bill: Node ${((cpu.node * 1000) / bills).toFixed(2)} ms, PostgreSQL ${((cpu.postgres * 1000) / bills).toFixed(2)} ms`,
    );
    say(`${rate(total)}`);
    say(
      `peak memory ${memory.reduce((total, one) => total + one, 0)} MB in ${workers + 1} Node processes: ${memory.join(' + ')}`,
    );
    say(`${(total / copied.milliseconds).toFixed(2)} times a plain COPY of the same rows`);
    if (violations.length > 0) throw new Error(JSON.stringify(violations[0]));
  } finally {
    await endWorkers(crew, 'SIGKILL');
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

async function runReaches(pool: Pool, company: Company, state: string): Promise<void> {
  const reached = () =>
    withCompany(pool.db, company.companyId, (db) =>
      maybeRow(db, sql`select 1 from billing_run where company_id = ${company.companyId} and state = ${state}`),
    );
  while ((await reached()) === null) await new Promise((resume) => setTimeout(resume, 50));
}

/** The highest resident memory a process ever had, in MB. */
const peakMemory = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

/** User and system time of live processes, in seconds; the kernel counts in hundredths. */
const cpuSeconds = (pids: readonly number[]): number =>
  pids.reduce((total, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      // Ended children are counted with their parent: a connection that closed is not lost.
      return total + [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / 100;
    } catch {
      return total;
    }
  }, 0);

const descendants = (pid: number): readonly number[] => {
  try {
    return [
      pid,
      ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .flatMap((child) => descendants(Number(child))),
    ];
  } catch {
    return [];
  }
};

async function onServer<T>(superuserUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What the disk and the indexes cost alone: the rows that the run made, out to files and back by COPY. */
async function copyAgain(
  superuserUrl: string,
  folder: string,
): Promise<{ readonly milliseconds: number; readonly rows: number; readonly megabytes: number }> {
  return onServer(superuserUrl, async (client) => {
    let [rows, bytes] = [0, 0];
    for (const table of PRODUCED) {
      await client.query(`copy ${table} to '${folder}/${table}.copy'`);
      const { rows: size } = await client.query<{ size: string }>(
        `select size from pg_stat_file('${folder}/${table}.copy')`,
      );
      bytes += Number(size[0]?.size);
      await client.query(`create table again_${table} (like ${table} including all)`);
    }
    await client.query('checkpoint');
    const start = performance.now();
    for (const table of PRODUCED)
      rows += (await client.query(`copy again_${table} from '${folder}/${table}.copy'`)).rowCount ?? 0;
    return { milliseconds: performance.now() - start, rows, megabytes: bytes / 1024 / 1024 };
  });
}
