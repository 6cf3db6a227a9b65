import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemoMailbox } from '@sportello/suite/connectors/demo-mailbox/demo-mailbox';
import { DEMO_PASSWORD, DEMO_STAFF, demoSignIns } from '@sportello/suite/demo/index';
import { systemClock } from '@sportello/suite/platform/clock';
import { BadSetting, type Config, readConfig } from '@sportello/suite/platform/config';
import { createHttpServer } from '@sportello/suite/platform/http-server';
import { createLogger, type Logger } from '@sportello/suite/platform/logger';
import { migrate } from '@sportello/suite/platform/migrate';
import { ACTOR_OF, companiesOf, jobHandlersOf, loadRegulatedData, routesOf } from './compose.js';
import { connectDatabase, type Database, loadSecret } from './connect-database.js';
import { ensureDemoCompany, findWelcome, type Welcome } from './demo-company.js';
import { rootFolder } from './root-folder.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Everything on one port: database, migrations, demo company, API, workers, portal and office. */
async function start(): Promise<void> {
  const config = readConfig(process.env, rootFolder);
  const logger = createLogger(config.logLevel);
  await checkPort(config);
  const database = await connectDatabase(config);
  const owner = database.openOwner();
  const applied = await migrate(owner.db);
  await owner.close();
  if (applied.length > 0) say(`Database ready: ${applied.length} migrations applied.`);
  const secret = loadSecret(config);
  const regulated = await loadRegulatedData();
  const pool = database.openApp();

  const mailbox =
    config.smtpUrl === null ? await startDemoMailbox({ folder: resolve(config.dataFolder, 'mailbox') }) : null;
  const isNew = await ensureDemoCompany(
    { app: pool, openOwner: database.openOwner },
    { clock: systemClock, secret, publicUrl: config.publicUrl, jobs: jobHandlersOf(regulated) },
    (step) => say(`Demo company: ${step}…`),
  );

  const http = await createHttpServer({
    config,
    logger,
    pool,
    clock: systemClock,
    secret,
    companies: companiesOf(pool, systemClock),
    actorOf: ACTOR_OF,
    bindings: [...routesOf(regulated), ...(mailbox?.routes ?? [])],
    apps: [
      { prefix: '/', folder: resolve(rootFolder, 'apps/portal/dist') },
      { prefix: '/office', folder: resolve(rootFolder, 'apps/office/dist') },
    ],
  });
  await http.listen({ port: config.port, host: config.host });

  let isStopping = false;
  const workers = new Set<ChildProcess>();
  const startWorker = () => {
    const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [], {
      env: { ...process.env, ...database.environment, ...(mailbox === null ? {} : { SMTP_URL: mailbox.smtpUrl }) },
      execArgv: ['--import', 'tsx'],
    });
    workers.add(worker);
    worker.once('exit', () => {
      workers.delete(worker);
      // A worker that died left nothing half done; another one takes its place.
      if (!isStopping) setTimeout(startWorker, 1_000);
    });
  };
  for (let count = 0; count < config.workers; count += 1) startWorker();
  void keepDatabaseAlive(database, logger, () => isStopping);
  printWelcome(config.publicUrl, { isNew, hasMailbox: mailbox !== null }, await findWelcome(pool, systemClock));

  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    say('Stopping…');
    await http.close();
    const exits = [...workers].map((worker) => new Promise((done) => worker.once('exit', done)));
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.race([Promise.all(exits), new Promise((done) => setTimeout(done, 8_000))]);
    await pool.close();
    await mailbox?.close();
    await database.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const WATCH_MILLISECONDS = 1_000;

/** The embedded server that ended, by itself or by somebody's hand, is started again: until then answers are 503, in words. */
async function keepDatabaseAlive(database: Database, logger: Logger, isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    await new Promise((resume) => setTimeout(resume, WATCH_MILLISECONDS));
    try {
      if (!isStopping() && (await database.revive())) logger.warn('the database had ended and was started again');
    } catch (error) {
      logger.error({ error }, 'the database could not be started again');
    }
  }
}

/** Before anything is started: a taken port must not disturb the suite that holds it. */
function checkPort({ port, host }: Config): Promise<void> {
  return new Promise((resolveIt, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new BadSetting(
              `Port ${port} is taken by another program: stop it, or start with PORT=${port + 1} npm start.`,
            )
          : error.code === 'EACCES'
            ? new BadSetting(
                `Port ${port} needs more rights than this user has: choose one above 1023, for example PORT=4000.`,
              )
            : error,
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolveIt()));
  });
}

function printWelcome(
  url: string,
  { isNew, hasMailbox }: { readonly isNew: boolean; readonly hasMailbox: boolean },
  demo: Welcome | null,
): void {
  say(
    [
      '',
      `Sportello is ready${isNew ? ', with a new demo company' : ''}.`,
      '',
      `  Customers' portal  ${url}/`,
      `  Office             ${url}/office`,
      ...(hasMailbox ? [`  Demo mailbox       ${url}/mailbox`] : []),
      `  API                ${url}/api/docs`,
      '',
      ...(demo === null ? [] : demoLines(url, demo)),
      'Ctrl-C stops everything.',
      '',
    ].join('\n'),
  );
}

function demoLines(url: string, { firstAccess }: Welcome): readonly string[] {
  const line = (userName: string, words: string) => `  ${userName.padEnd(18)} ${words}`;
  return [
    `Demo sign-ins, all with the password ${DEMO_PASSWORD}`,
    '',
    'Portal',
    ...demoSignIns.flatMap(({ userName, why }) => (userName === null ? [] : [line(userName, why)])),
    ...(firstAccess === null
      ? []
      : [
          line(
            'first access',
            `${firstAccess.name}, customer ${firstAccess.customerCode}: in the office search ${firstAccess.customerCode}, open the last`,
          ),
          line('', `bill and its PDF; the web code is on the first page. Then ${url}/first-access`),
        ]),
    '',
    'Office',
    ...DEMO_STAFF.map(({ userName, displayName, roles }) => line(userName, `${displayName}, ${roles.join(', ')}`)),
    '',
  ];
}

start().catch((error: unknown) => {
  const message =
    error instanceof BadSetting
      ? error.message
      : error instanceof Error
        ? process.env['LOG_LEVEL'] === 'debug'
          ? (error.stack ?? error.message)
          : error.message
        : String(error);
  process.stderr.write(`\nSportello cannot start. ${message}\n`);
  process.exit(1);
});
