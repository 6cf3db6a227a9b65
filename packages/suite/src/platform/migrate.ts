import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, Migrator, sql } from 'kysely';

const suiteFolder = resolve(fileURLToPath(import.meta.url), '../..');

/** Every `<capability>/migrations/NNNN-why.sql`; numbers are unique over the suite and give the order. */
export function listMigrations(): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(suiteFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: capability }) => {
      const folder = resolve(suiteFolder, capability, 'migrations');
      const files = (() => {
        try {
          return readdirSync(folder);
        } catch {
          return [];
        }
      })();
      return files
        .filter((file) => file.endsWith('.sql'))
        .map((file) => ({
          name: `${file.slice(0, 4)}-${capability}-${file.slice(5, -4)}`,
          text: readFileSync(resolve(folder, file), 'utf8'),
        }));
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Bring the schema forward with the owner's connection; each file once, all in one transaction. Forward only. */
export async function migrate(owner: Kysely<unknown>): Promise<readonly string[]> {
  const migrations = Object.fromEntries(
    listMigrations().map(({ name, text }) => [
      name,
      { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) },
    ]),
  );
  const migrator = new Migrator({
    db: owner,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'platform_migration',
    migrationLockTableName: 'platform_migration_lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    throw new Error(`The migration ${failed ?? ''} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}
