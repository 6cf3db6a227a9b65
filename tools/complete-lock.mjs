// node tools/complete-lock.mjs [--check]: give package-lock.json an entry for every optional package.
// Native packages come in one variant per platform. A registry mirror that lacks the variants of other platforms makes
// npm write a lock without them, which `npm ci` then refuses everywhere. An entry with name, version and platform is
// enough: npm skips it where the platform does not fit and fetches it where it does.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el', 'arm'];

/** Whether Node, starting in `path`, finds a package called `name` in the lock. */
function isLocked(path, name) {
  for (
    let folder = path;
    ;
    folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : ''
  ) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}

function entryOf(name, version, isDev) {
  const words = name
    .split('/')
    .at(-1)
    .replace(/armv7|arm-eabi|androideabi|gnueabihf|musleabihf/g, 'arm')
    .split(/[-_.]/);
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = words.some((word) => word.startsWith('wasm'))
    ? 'wasm32'
    : PROCESSORS.find((word) => words.includes(word));
  return {
    version,
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(isDev ? { dev: true } : {}),
    ...(name.includes('musl') ? { libc: ['musl'] } : name.includes('gnu') ? { libc: ['glibc'] } : {}),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
  };
}

const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
  Object.entries(optionalDependencies)
    .filter(([name, version]) => /^\d+\.\d+\.\d+/.test(version) && !isLocked(path, name))
    .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, dev)]),
);
if (process.argv.includes('--check')) {
  for (const [path] of missing)
    console.error(`package-lock.json lacks ${path}: npm ci would refuse it. Remedy: npm run lock`);
  process.exit(missing.length > 0 ? 1 : 0);
}
lock.packages = Object.fromEntries(
  Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} entries added`);
