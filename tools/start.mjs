// npm start: install what is missing, build the web apps when their sources changed, then run the suite.
// Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** Node below 20.19 lacks what the suite uses: say so in one sentence. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Sportello needs Node.js 20.19 or newer, better 24; this is ${process.versions.node}.`);
    process.exit(1);
  }
}

const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

/** `npm ci` when the installed packages are not those of package-lock.json. */
export function installPackages() {
  const stamp = join(root, 'node_modules/.sportello-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages…');
  run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, wanted);
}

/** Hash of everything a web app is built from. */
function sourceHash(app) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort())
        if (name !== 'node_modules' && name !== 'dist' && name !== 'e2e') add(join(path, name));
    } else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const folder of [`apps/${app}`, 'packages/kernel/src', 'packages/suite/src', 'packages/ui'])
    add(join(root, folder));
  hash.update(readFileSync(join(root, 'package-lock.json')));
  return hash.digest('hex');
}

/** Build the web apps whose sources changed since their last build. */
export function buildApps() {
  for (const app of ['portal', 'office']) {
    const stamp = join(root, `apps/${app}/dist/.sportello-sources`);
    const wanted = sourceHash(app);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    console.log(`Building the ${app}…`);
    run('npm', ['run', '--silent', 'build', '-w', `apps/${app}`, '--', '--logLevel', 'warn']);
    mkdirSync(join(root, `apps/${app}/dist`), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode();
  installPackages();
  const isWatching = process.argv.includes('--watch');
  if (!isWatching) buildApps();
  const suite = spawn(
    process.execPath,
    [...(isWatching ? ['--watch'] : []), '--import', 'tsx', 'apps/server/src/main.ts'],
    { cwd: root, stdio: 'inherit' },
  );
  const apps = isWatching
    ? ['portal', 'office'].map((app) => spawn('npx', ['vite'], { cwd: join(root, 'apps', app), stdio: 'inherit' }))
    : [];
  // The terminal sends Ctrl-C to the whole group; a stop asked of this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => suite.kill('SIGTERM'));
  suite.on('exit', (code, signal) => {
    for (const app of apps) app.kill();
    process.exit(code ?? (signal === null ? 0 : 1));
  });
}
