import type { KnownCompany } from '@sportello/suite/access/companies.pg';
import { listCompanies } from '@sportello/suite/access/companies.pg';
import { systemClock } from '@sportello/suite/platform/clock';
import { BadSetting, type Config, readConfig } from '@sportello/suite/platform/config';
import type { Context } from '@sportello/suite/platform/context';
import { type Db, type Pool, withCompany } from '@sportello/suite/platform/database';
import { contextFor } from './compose.js';
import { connectDatabase, type Database, loadSecret } from './connect-database.js';
import { rootFolder } from './root-folder.js';

/** The suite as a command sees it: the same data folder as the running server, or a database started for the command. */
export type OpenSuite = {
  readonly config: Config;
  readonly database: Database;
  readonly pool: Pool;
  readonly company: KnownCompany;
  readonly contextOf: (db: Db) => Context;
  /** One transaction as the company. */
  readonly transact: <T>(work: (context: Context) => Promise<T>) => Promise<T>;
};

/** Open the database, choose the company (`--company`, else the only one), do the work, and leave things as found. */
export async function withSuite<T>(
  companyCode: string | undefined,
  work: (suite: OpenSuite) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env, rootFolder);
  const database = await connectDatabase(config);
  const pool = database.openApp(4);
  try {
    const companies = await listCompanies(pool.db);
    const company = companyCode === undefined ? companies[0] : companies.find(({ code }) => code === companyCode);
    if (company === undefined) {
      throw new BadSetting(
        companyCode === undefined
          ? 'There is no company yet: npm start creates the demo company, or: npm run sportello -- demo'
          : `There is no company with the code ${companyCode}.`,
      );
    }
    const contextOf = contextFor(company, {
      clock: systemClock,
      secret: loadSecret(config),
      publicUrl: config.publicUrl,
      actor: { kind: 'system', name: 'command' },
    });
    return await work({
      config,
      database,
      pool,
      company,
      contextOf,
      transact: (inside) => withCompany(pool.db, company.companyId, (db) => inside(contextOf(db))),
    });
  } finally {
    await pool.close();
    if (database.isOurs) await database.stop();
  }
}
