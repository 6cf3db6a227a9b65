import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@sportello/testkit/browser/start-suite';
import { afterAll, beforeAll, test } from 'vitest';

const rootFolder = resolve(fileURLToPath(import.meta.url), '../..');
let dataFolder: string;
let port: number;
let suite: Suite;

type Suite = {
  readonly process: ChildProcess;
  readonly said: () => string;
  readonly until: (words: string) => Promise<void>;
};

function start(settings: Readonly<Record<string, string>> = {}): Suite {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: rootFolder,
    env: { ...process.env, PORT: String(port), SPORTELLO_DATA: dataFolder, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (text: Buffer) => void (said += text.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const until = async (words: string) => {
    while (!said.includes(words)) {
      assert.equal(child.exitCode ?? child.signalCode, null, `the suite ended before it said «${words}»:\n${said}`);
      await new Promise((resume) => setTimeout(resume, 50));
    }
  };
  return { process: child, said: () => said, until };
}

async function end({ process: child }: Suite, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'sportello-start-'));
  port = await freePort();
});
afterAll(async () => {
  if (suite?.process.exitCode === null) await end(suite, 'SIGINT');
  rmSync(dataFolder, { recursive: true, force: true });
});

test('a first start killed while it makes the demo company starts again and makes it whole', async () => {
  suite = start();
  await suite.until('bills of');
  await end(suite, 'SIGKILL');
  suite = start();
  await suite.until('Sportello is ready, with a new demo company.');
});

test('a start on a taken port says so in one sentence and disturbs nothing', async () => {
  const second = start();
  await once(second.process, 'exit');
  assert.equal(second.process.exitCode, 1);
  assert.match(
    second.said(),
    new RegExp(`^\\nSportello cannot start. Port ${port} is taken by another program: .*\\n$`),
  );
  assert.equal((await fetch(`http://localhost:${port}/readyz`)).status, 200);
});

test('a running suite killed without warning starts again with what it had', async () => {
  await end(suite, 'SIGKILL');
  suite = start();
  await suite.until('Sportello is ready.');
  assert.equal((await fetch(`http://localhost:${port}/readyz`)).status, 200);
});

test('Ctrl-C stops everything, the database too', async () => {
  await end(suite, 'SIGINT');
  assert.equal(suite.process.exitCode, 0);
  assert.equal(existsSync(join(dataFolder, 'postgres/postmaster.pid')), false);
});

test('a broken setting is one clear sentence', async () => {
  const broken = start({ PORT: 'many' });
  await once(broken.process, 'exit');
  assert.equal(
    broken.said(),
    '\nSportello cannot start. The setting PORT=many cannot be used: it must be a whole number from 1 to 65535.\n',
  );
});
