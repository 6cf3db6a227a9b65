import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@sportello/suite/platform/embedded-postgres';

let stop = async (): Promise<void> => undefined;

/**
 * One PostgreSQL for the whole test run, thrown away at its end. With `TEST_DATABASE_SUPERUSER_URL` set (CI also runs
 * on the system's PostgreSQL) that server is used instead.
 */
export async function setup(): Promise<void> {
  if (process.env['TEST_DATABASE_SUPERUSER_URL'] !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'sportello-test-'));
  const server = await startEmbeddedPostgres(folder);
  process.env['TEST_DATABASE_SUPERUSER_URL'] = server.superuserUrl;
  stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export const teardown = (): Promise<void> => stop();
