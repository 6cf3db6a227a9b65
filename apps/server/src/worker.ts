import { smtpTransport } from '@sportello/suite/connectors/smtp/smtp-transport';
import { systemClock } from '@sportello/suite/platform/clock';
import { readConfig } from '@sportello/suite/platform/config';
import { createLogger } from '@sportello/suite/platform/logger';
import { companiesOf, jobHandlersOf, loadRegulatedData } from './compose.js';
import { connectDatabase, loadSecret } from './connect-database.js';
import { rootFolder } from './root-folder.js';
import { startWorking } from './work.js';

/** A worker process: jobs, events, mail. Any number of them may run, on any machine that reaches the database. */
const config = readConfig(process.env, rootFolder);
const logger = createLogger(config.logLevel);
const database = await connectDatabase(config);
const pool = database.openApp(4);
const working = startWorking({
  config,
  pool,
  clock: systemClock,
  logger,
  secret: loadSecret(config),
  companies: companiesOf(pool, systemClock),
  jobs: jobHandlersOf(await loadRegulatedData()),
  transport: config.smtpUrl === null ? null : smtpTransport(config.smtpUrl),
});
process.send?.('ready');

const end = async () => {
  await working.stop();
  await pool.close();
  process.exit(0);
};
process.once('SIGTERM', end);
process.once('SIGINT', () => undefined);
// The suite that started this worker is gone: so is the reason to work.
process.once('disconnect', end);
