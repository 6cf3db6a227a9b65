import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '@sportello/kernel/result';

const rootFolder = resolve(fileURLToPath(import.meta.url), '../../../../..');

/** The whole suite as a person starts it: database, demo company, API, worker, portal and office on one port. */
export type RunningSuite = {
  readonly url: string;
  readonly dataFolder: string;
  readonly stop: () => Promise<void>;
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address !== null, 'a listening server has a port');
  server.close();
  return address.port;
};

/**
 * Start the suite on its own port and in its own new data folder, with the demo company. The web apps must have been
 * built: `npm run build`.
 */
export async function startSuite(settings: Readonly<Record<string, string>> = {}): Promise<RunningSuite> {
  for (const app of ['portal', 'office'])
    assert(existsSync(join(rootFolder, `apps/${app}/dist/index.html`)), `the ${app} is built: npm run build`);
  const dataFolder = mkdtempSync(join(tmpdir(), 'sportello-browser-'));
  const port = await freePort();
  const suite = spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: rootFolder,
    env: {
      ...process.env,
      PORT: String(port),
      SPORTELLO_DATA: dataFolder,
      // Tests click faster than people, all from one address.
      SPORTELLO_REQUESTS_PER_MINUTE: '100000',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(suite, 'exit');
  await new Promise<void>((ready, fail) => {
    const listen = (text: Buffer) => {
      said += text.toString();
      if (said.includes('Ctrl-C stops everything')) ready();
    };
    suite.stdout.on('data', listen);
    suite.stderr.on('data', listen);
    suite.once('exit', (code) => fail(new Error(`The suite ended with ${code} while it started:\n${said}`)));
  });
  return {
    url: `http://localhost:${port}`,
    dataFolder,
    stop: async () => {
      suite.kill('SIGTERM');
      await ended;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Process of the embedded PostgreSQL of a suite. */
export const postgresPid = (dataFolder: string): number =>
  Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
