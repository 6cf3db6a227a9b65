import { assert } from '@sportello/kernel/result';
import { type Db, openPool, type Pool, withCompany } from '@sportello/suite/platform/database';
import { migrate } from '@sportello/suite/platform/migrate';
import pg from 'pg';

export type TestDatabase = {
  /** As the application role: row-level security holds. */
  readonly app: Pool;
  readonly owner: Pool;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly close: () => Promise<void>;
};

const TEMPLATE = 'sportello_template';
const PASSWORD = 'test';
let counter = 0;

async function asSuperuser<T>(work: (client: pg.Client, url: URL) => Promise<T>): Promise<T> {
  const address = process.env['TEST_DATABASE_SUPERUSER_URL'];
  assert(address !== undefined, 'database tests run through vitest, whose set-up starts the server');
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return await work(client, new URL(address));
  } finally {
    await client.end();
  }
}

const addressOf = (base: URL, user: string, database: string): string => {
  const url = new URL(base.href);
  url.username = user;
  url.password = PASSWORD;
  url.pathname = `/${database}`;
  return url.href;
};

/** A fresh database for one test file: a clone of a migrated template (about 100 ms). */
export async function createTestDatabase(): Promise<TestDatabase> {
  return asSuperuser(async (client, base) => {
    await client.query('select pg_advisory_lock(7302)');
    for (const role of ['sportello_owner', 'sportello_app']) {
      await client.query(
        `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role}; end if; end $$`,
      );
      await client.query(`alter role ${role} login password '${PASSWORD}'`);
    }
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) {
      await client.query(`create database ${TEMPLATE}_new owner sportello_owner`);
      const owner = openPool(addressOf(base, 'sportello_owner', `${TEMPLATE}_new`), { maxConnections: 1 });
      await migrate(owner.db);
      await owner.close();
      await client.query(`alter database ${TEMPLATE}_new rename to ${TEMPLATE}`);
    }
    counter += 1;
    const name = `sportello_test_${process.pid}_${counter}`;
    await client.query(`create database ${name} template ${TEMPLATE} owner sportello_owner`);
    await client.query('select pg_advisory_unlock(7302)');
    const [ownerUrl, appUrl] = [addressOf(base, 'sportello_owner', name), addressOf(base, 'sportello_app', name)];
    const [owner, app] = [openPool(ownerUrl, { maxConnections: 2 }), openPool(appUrl, { maxConnections: 8 })];
    const close = async () => {
      await Promise.all([owner.close(), app.close()]);
      await asSuperuser((again) => again.query(`drop database ${name} with (force)`));
    };
    return { app, owner, ownerUrl, appUrl, close };
  });
}

/** Run as one company with the application role. */
export const asCompany = <T>({ app }: TestDatabase, companyId: string, work: (db: Db) => Promise<T>): Promise<T> =>
  withCompany(app.db, companyId, work);

/** The same database as a superuser, for what only a disaster or a generator of rows does. */
export function superuserUrlOf({ ownerUrl }: TestDatabase): string {
  const address = process.env['TEST_DATABASE_SUPERUSER_URL'];
  assert(address !== undefined, 'database tests run through vitest, whose set-up starts the server');
  const url = new URL(address);
  url.pathname = new URL(ownerUrl).pathname;
  return url.href;
}
