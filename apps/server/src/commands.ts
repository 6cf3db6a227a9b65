import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { addDays, addMonths, firstDayOf, isLocalDate, type LocalDate, monthOf } from '@sportello/kernel/calendar';
import type { Result } from '@sportello/kernel/result';
import { listCompanies } from '@sportello/suite/access/companies.pg';
import { findRunByNumber, openRun } from '@sportello/suite/billing/index';
import { showRun } from '@sportello/suite/billing/office-screens.pg';
import { importContracts } from '@sportello/suite/contracts/import-contracts';
import { checkInvariants } from '@sportello/suite/invariants/index';
import { billPdf, issueRun } from '@sportello/suite/invoicing/index';
import { eInvoicesAfter, findInvoiceByNumber } from '@sportello/suite/invoicing/store.pg';
import { importMeasures } from '@sportello/suite/metering/import-measures';
import { importCustomers } from '@sportello/suite/parties/import-customers';
import { systemClock } from '@sportello/suite/platform/clock';
import { BadSetting, readConfig } from '@sportello/suite/platform/config';
import type { Context } from '@sportello/suite/platform/context';
import { createLogger } from '@sportello/suite/platform/logger';
import { listMigrations, migrate } from '@sportello/suite/platform/migrate';
import { importMeters } from '@sportello/suite/supply-points/import-meters';
import { importSupplyPoints } from '@sportello/suite/supply-points/import-supply-points';
import { jobHandlersOf, loadRegulatedData } from './compose.js';
import { connectDatabase, loadSecret } from './connect-database.js';
import { ensureDemoCompany } from './demo-company.js';
import { type OpenSuite, withSuite } from './open-suite.js';
import { rootFolder } from './root-folder.js';
import { sentenceOf } from './sentences.js';
import { workOnce } from './work.js';

type Call = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly progress: (line: string) => void;
};
type Answer = { readonly exitCode: number; readonly answer: unknown; readonly text: string };
type Command = {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  readonly run: (call: Call) => Promise<Answer>;
};

const done = (answer: unknown, text: string): Answer => ({ exitCode: 0, answer, text });
const refused = (answer: unknown, text: string): Answer => ({ exitCode: 1, answer, text });
const stringOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function dayOption({ values }: Call, name: string): LocalDate | undefined {
  const text = stringOf(values[name]);
  if (text === undefined) return undefined;
  if (!isLocalDate(text)) throw new BadSetting(`--${name} takes a day as YYYY-MM-DD: ${text}`);
  return text;
}

const COMPANY = { company: { type: 'string' } } as const;

type ImportFile = { readonly fileName: string; readonly content: Uint8Array; readonly dryRun: boolean };
type Import = (context: Context, file: ImportFile) => Promise<Result<object, { readonly code: string }>>;
const IMPORTS = {
  customers: importCustomers,
  'supply-points': importSupplyPoints,
  meters: importMeters,
  contracts: importContracts,
  measures: importMeasures,
} satisfies Record<string, Import>;

const importCommand = (kind: keyof typeof IMPORTS): Command => ({
  name: `import ${kind}`,
  summary: kind === 'measures' ? 'Load measurement flows (XML) of distributors' : `Load ${kind} from CSV files`,
  usage: `npm run sportello -- import ${kind} FILE… [--dry-run] [--company CODE] [--json]\nEach file is loaded whole or refused whole; the same file twice changes nothing. Columns: docs/import.md`,
  options: { ...COMPANY, 'dry-run': { type: 'boolean' } },
  run: async (call) => {
    if (call.positionals.length === 0)
      throw new BadSetting(`Name at least one file: npm run sportello -- import ${kind} FILE…`);
    const dryRun = call.values['dry-run'] === true;
    return withSuite(stringOf(call.values['company']), async (suite) => {
      const results = [];
      for (const path of call.positionals) {
        call.progress(`${path}…`);
        const content = await call.readFile(path);
        const load: Import = IMPORTS[kind];
        const result = await suite.transact((context) => load(context, { fileName: basename(path), content, dryRun }));
        results.push(
          result.ok
            ? { file: path, ok: true as const, ...result.value }
            : { file: path, ok: false as const, ...result.refusal },
        );
      }
      const text = results
        .map((result) =>
          result.ok ? `${result.file}: ${countsText(result)}` : `${result.file}: refused\n${errorsText(result)}`,
        )
        .join('\n');
      return results.every(({ ok }) => ok) ? done(results, text) : refused(results, text);
    });
  },
});

const countsText = (result: object): string =>
  Object.entries({ ...result, ...('counts' in result ? (result.counts as object) : {}) })
    .filter(([name, value]) => name !== 'file' && (typeof value === 'number' || name === 'outcome'))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

type ListedError = {
  readonly line: number;
  readonly column: number | string;
  readonly code: string;
  readonly value: string;
  readonly expected: string;
};
function errorsText(result: object): string {
  const { code, errors, ...facts } = result as { code: string; errors?: readonly ListedError[] };
  if (errors === undefined) return `  ${sentenceOf(code, facts)}`;
  return errors
    .map((error) => {
      const { line, column, value, expected } = error;
      const sentence = sentenceOf(error.code, error).replace(/\.$/, '');
      const where = sentence.startsWith('Line ') ? '' : `line ${line}${column === '' ? '' : `, column ${column}`}: `;
      return `  ${where}${sentence}; found "${value}"${expected === '' ? '' : `, expected ${expected}`}`;
    })
    .join('\n');
}

/** Work on the jobs of a run in this process, beside any worker, and show how far it is. */
async function workUntil(
  suite: OpenSuite,
  runId: string,
  states: readonly string[],
  progress: (line: string) => void,
): Promise<void> {
  const { config, pool, company } = suite;
  const { 'invoicing.archive_lot': _, ...jobs } = jobHandlersOf(await loadRegulatedData());
  const work = {
    config,
    pool,
    clock: systemClock,
    logger: createLogger(config.logLevel),
    secret: loadSecret(config),
    companies: async () => [company],
    jobs,
    transport: null,
  };
  for (;;) {
    const didSomething = await workOnce(work);
    const shown = await suite.transact((context) => showRun(context, { runId }));
    if (!shown.ok) return;
    const { run, progressPercent, etaSeconds } = shown.value;
    progress(
      `${run.state}: ${progressPercent}% of ${run.supplies}, ${run.parked} parked, ${run.total} euro${etaSeconds === null ? '' : `, about ${etaSeconds} s left`}`,
    );
    if (states.includes(run.state)) return;
    if (!didSomething) await new Promise((resume) => setTimeout(resume, 200));
  }
}

async function runAnswer(suite: OpenSuite, runId: string): Promise<Answer> {
  const shown = await suite.transact((context) => showRun(context, { runId }));
  if (!shown.ok) return refused(shown.refusal, `There is no run ${runId}.`);
  const { run, parked, warnings, counterpart } = shown.value;
  const lines = [
    `Run ${run.number} (${run.mode}), ${run.periodFrom} to ${addDays(run.periodToExclusive as LocalDate, -1)}: ${run.state}`,
    `  supplies ${run.supplies}, computed ${run.computed}, parked ${run.parked}, issued ${run.issued}, total ${run.total} euro`,
    ...parked.map(({ reason, count }) => `  parked: ${reason} ${count}`),
    ...warnings.map(({ code, count }) => `  to look at: ${code} ${count}`),
    ...(counterpart === null
      ? []
      : [
          `  against the ${counterpart.mode} run ${counterpart.number}: ${counterpart.same} equal, ${counterpart.different} different, ${counterpart.onlyHere + counterpart.onlyThere} only in one`,
        ]),
  ];
  return done(shown.value, lines.join('\n'));
}

const doctor: Command = {
  name: 'doctor',
  summary: 'Check settings, database, migrations, tariffs and what waits',
  usage: 'npm run sportello -- doctor [--json]',
  options: {},
  run: async () => {
    const checks: { name: string; ok: boolean; detail: string }[] = [];
    const check = async (name: string, work: () => Promise<string>) => {
      try {
        checks.push({ name, ok: true, detail: await work() });
      } catch (error) {
        checks.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error) });
      }
    };
    await check('node', async () => process.versions.node);
    const config = readConfig(process.env, rootFolder);
    await check(
      'settings',
      async () =>
        `data folder ${config.dataFolder}, port ${config.port}, mail ${config.smtpUrl === null ? 'to the demo mailbox' : 'by SMTP_URL'}`,
    );
    await check('web apps', async () => {
      const missing = ['portal', 'office'].filter(
        (app) => !existsSync(resolve(rootFolder, `apps/${app}/dist/index.html`)),
      );
      if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}. Run: npm run build`);
      return 'built';
    });
    await check('tariffs', async () => `${(await loadRegulatedData()).book.codes.length} codes`);
    await check('database', async () => {
      const database = await connectDatabase(config);
      const pool = database.openOwner();
      try {
        const { rows: found } = await pool.pool.query<{ version: string; applied: string | null }>(
          `select version(), (select count(*) from information_schema.tables where table_name = 'platform_migration')::text as applied`,
        );
        const applied =
          found[0]?.applied === '1'
            ? Number((await pool.pool.query('select count(*) from platform_migration')).rows[0]?.count)
            : 0;
        const missing = listMigrations().length - applied;
        if (missing > 0) throw new Error(`${missing} migrations are missing. Run: npm run sportello -- migrate`);
        return `${found[0]?.version.split(' on ')[0]}, ${applied} migrations`;
      } finally {
        await pool.close();
        if (database.isOurs) await database.stop();
      }
    });
    const text = checks
      .map(({ name, ok, detail }) => `${ok ? 'ok  ' : 'BAD '} ${name.padEnd(10)} ${detail}`)
      .join('\n');
    return checks.every(({ ok }) => ok) ? done({ checks }, text) : refused({ checks }, text);
  },
};

const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database schema forward',
  usage: 'npm run sportello -- migrate [--json]',
  options: {},
  run: async () => {
    const database = await connectDatabase(readConfig(process.env, rootFolder));
    const owner = database.openOwner();
    try {
      const applied = await migrate(owner.db);
      return done({ applied }, applied.length === 0 ? 'Nothing to do.' : applied.join('\n'));
    } finally {
      await owner.close();
      if (database.isOurs) await database.stop();
    }
  },
};

const demoCommand: Command = {
  name: 'demo',
  summary: 'Create the demo company in an empty database',
  usage: 'npm run sportello -- demo [--json]',
  options: {},
  run: async ({ progress }) => {
    const config = readConfig(process.env, rootFolder);
    const database = await connectDatabase(config);
    const owner = database.openOwner();
    await migrate(owner.db);
    await owner.close();
    const app = database.openApp();
    try {
      const settings = {
        clock: systemClock,
        secret: loadSecret(config),
        publicUrl: config.publicUrl,
        jobs: jobHandlersOf(await loadRegulatedData()),
      };
      const isNew = await ensureDemoCompany({ app, openOwner: database.openOwner }, settings, (step) =>
        progress(`${step}…`),
      );
      const codes = (await listCompanies(app.db)).map(({ code }) => code);
      return isNew
        ? done({ created: true, companies: codes }, 'The demo company is ready.')
        : refused(
            { created: false, companies: codes },
            `Nothing done: there is already a company (${codes.join(', ')}).`,
          );
    } finally {
      await app.close();
      if (database.isOurs) await database.stop();
    }
  },
};

const billCommand: Command = {
  name: 'bill',
  summary: 'Compute a billing run, as a simulation unless --final',
  usage: [
    'npm run sportello -- bill [--from DAY] [--to DAY] [--commodity electricity|gas] [--final] [--issue-on DAY] [--due-on DAY] [--company CODE] [--json]',
    'Days are YYYY-MM-DD, --to is the last day billed. Without days: the two calendar months that ended last.',
  ].join('\n'),
  options: {
    ...COMPANY,
    from: { type: 'string' },
    to: { type: 'string' },
    commodity: { type: 'string' },
    final: { type: 'boolean' },
    'issue-on': { type: 'string' },
    'due-on': { type: 'string' },
  },
  run: (call) =>
    withSuite(stringOf(call.values['company']), async (suite) => {
      const today = systemClock.today();
      const to = dayOption(call, 'to');
      const periodToExclusive = to === undefined ? firstDayOf(monthOf(today)) : addDays(to, 1);
      const issueOn = dayOption(call, 'issue-on') ?? today;
      const commodity = stringOf(call.values['commodity']) ?? null;
      if (commodity !== null && commodity !== 'electricity' && commodity !== 'gas')
        throw new BadSetting(`--commodity takes electricity or gas: ${commodity}`);
      const opened = await suite.transact((context) =>
        openRun(context, {
          mode: call.values['final'] === true ? 'final' : 'simulation',
          commodity,
          periodFrom: dayOption(call, 'from') ?? addMonths(periodToExclusive, -2),
          periodToExclusive,
          issueOn,
          dueOn: dayOption(call, 'due-on') ?? addDays(issueOn, 20),
        }),
      );
      if (!opened.ok) return refused(opened.refusal, sentenceOf(opened.refusal.code, opened.refusal));
      await workUntil(suite, opened.value.runId, ['computed', 'cancelled', 'paused'], call.progress);
      return runAnswer(suite, opened.value.runId);
    }),
};

const issueCommand: Command = {
  name: 'issue',
  summary: 'Issue a computed final run: numbers, ledger, e-invoices',
  usage: 'npm run sportello -- issue --run NUMBER [--company CODE] [--json]',
  options: { ...COMPANY, run: { type: 'string' } },
  run: (call) =>
    withSuite(stringOf(call.values['company']), async (suite) => {
      const number = stringOf(call.values['run']);
      if (number === undefined) throw new BadSetting('Name the run: npm run sportello -- issue --run NUMBER');
      const runId = await suite.transact(({ db, companyId }) => findRunByNumber(db, companyId, number));
      if (runId === null) return refused({ code: 'billing.run_not_found' }, `There is no run ${number}.`);
      const issued = await suite.transact((context) => issueRun(context, { runId }));
      if (!issued.ok) return refused(issued.refusal, sentenceOf(issued.refusal.code, issued.refusal));
      await workUntil(suite, runId, ['issued'], call.progress);
      return runAnswer(suite, runId);
    }),
};

const exportEInvoices: Command = {
  name: 'export e-invoices',
  summary: 'Write every issued FatturaPA file under its SdI name',
  usage: 'npm run sportello -- export e-invoices --out FOLDER [--company CODE] [--json]',
  options: { ...COMPANY, out: { type: 'string' } },
  run: (call) =>
    withSuite(stringOf(call.values['company']), async (suite) => {
      const out = stringOf(call.values['out']);
      if (out === undefined)
        throw new BadSetting('Name the folder: npm run sportello -- export e-invoices --out FOLDER');
      mkdirSync(out, { recursive: true });
      let [count, after] = [0, ''];
      for (;;) {
        const files = await suite.transact((context) => eInvoicesAfter(context.db, context.companyId, after, 500));
        for (const { fileName, xml } of files) writeFileSync(resolve(out, fileName), xml);
        count += files.length;
        after = files.at(-1)?.fileName ?? after;
        call.progress(`${count} files…`);
        if (files.length < 500) return done({ files: count, folder: out }, `${count} files in ${out}.`);
      }
    }),
};

const exportPdf: Command = {
  name: 'export pdf',
  summary: 'Write the PDF of one bill',
  usage: 'npm run sportello -- export pdf --invoice NUMBER --out FILE [--company CODE] [--json]',
  options: { ...COMPANY, invoice: { type: 'string' }, out: { type: 'string' } },
  run: (call) =>
    withSuite(stringOf(call.values['company']), async (suite) => {
      const [number, out] = [stringOf(call.values['invoice']), stringOf(call.values['out'])];
      if (number === undefined || out === undefined)
        throw new BadSetting('Name both: npm run sportello -- export pdf --invoice NUMBER --out FILE');
      const file = await suite.transact(async (context) => {
        const invoiceId = await findInvoiceByNumber(context.db, context.companyId, number);
        return invoiceId === null ? null : billPdf(context, invoiceId);
      });
      if (file === null) return refused({ code: 'invoicing.not_found' }, `There is no invoice ${number}.`);
      writeFileSync(out, file.content);
      return done(
        { file: out, bytes: file.content.length, sha256: file.sha256 },
        `${out}: ${file.content.length} bytes.`,
      );
    }),
};

const invariantsCommand: Command = {
  name: 'invariants',
  summary: 'Check what must always be true of the stored data',
  usage: 'npm run sportello -- invariants [--company CODE] [--json]\nExit code 1 when something is violated.',
  options: COMPANY,
  run: (call) =>
    withSuite(stringOf(call.values['company']), async (suite) => {
      const violations = await suite.transact((context) => checkInvariants(context.db, context.companyId));
      return violations.length === 0
        ? done({ violations }, 'No violations.')
        : refused({ violations }, violations.map((violation) => JSON.stringify(violation)).join('\n'));
    }),
};

export const COMMANDS: readonly Command[] = [
  doctor,
  migrateCommand,
  demoCommand,
  importCommand('customers'),
  importCommand('supply-points'),
  importCommand('meters'),
  importCommand('contracts'),
  importCommand('measures'),
  billCommand,
  issueCommand,
  exportEInvoices,
  exportPdf,
  invariantsCommand,
];
