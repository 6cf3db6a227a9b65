import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '@sportello/suite/platform/config';
import { openPool, type Pool } from '@sportello/suite/platform/database';
import { startEmbeddedPostgres } from '@sportello/suite/platform/embedded-postgres';

export type Database = {
  /** Owner of the tables: migrations only. */
  readonly openOwner: () => Pool;
  /** The application role, under row-level security. */
  readonly openApp: (maxConnections?: number) => Pool;
  /** Start the embedded server again when it has ended; answers whether it had. Never for a server given by DATABASE_URL. */
  readonly revive: () => Promise<boolean>;
  /** Stop the embedded server, whoever started it; nothing for a server given by DATABASE_URL. */
  readonly stop: () => Promise<void>;
  /** True when this process started the embedded server. */
  readonly isOurs: boolean;
  /** Environment that makes a child process use the same database. */
  readonly environment: Readonly<Record<string, string>>;
};

/** The database of the settings: the one at DATABASE_URL, else the embedded server of the data folder. */
export async function connectDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl !== null) {
    const url = config.databaseUrl;
    const appUrl = config.databaseAppUrl;
    return {
      openOwner: () => openPool(url, { maxConnections: 2 }),
      openApp: (maxConnections = 10) =>
        appUrl === null
          ? openPool(url, { maxConnections, role: 'sportello_app' })
          : openPool(appUrl, { maxConnections }),
      revive: async () => false,
      stop: async () => undefined,
      isOurs: false,
      environment: {},
    };
  }
  const server = await startEmbeddedPostgres(config.dataFolder);
  return {
    openOwner: () => openPool(server.ownerUrl, { maxConnections: 2 }),
    openApp: (maxConnections = 10) => openPool(server.appUrl, { maxConnections }),
    revive: server.revive,
    stop: server.stop,
    isOurs: server.isOurs,
    environment: { DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl },
  };
}

/** The key of keyed hashes: from the settings, else made once into the data folder, readable by its owner only. */
export function loadSecret(config: Config): string {
  if (config.secret !== null) return config.secret;
  const file = resolve(config.dataFolder, 'secret');
  if (!existsSync(file)) {
    mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
