// `npm run check`: everything that can be said about the code without a database or a browser, in about a minute.
// A step that fails prints what it found; the others run all the same, so that one pass shows everything.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Two at a time, the longest first: a small machine has two cores, and tests use both anyway. */
const LANES = 2;
const STEPS = [
  ['unit tests', 'npx', ['vitest', 'run', '--project', 'unit']],
  ['types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  // Each web app registers the types of its own router, so each is a program of its own.
  ['portal types', 'npx', ['tsc', '--noEmit', '-p', 'apps/portal/tsconfig.json']],
  ['office types', 'npx', ['tsc', '--noEmit', '-p', 'apps/office/tsconfig.json']],
  ['boundaries', 'node', ['tools/check-boundaries.mjs']],
  ['tidy', 'node', ['tools/tidy.mjs']],
  ['style', 'npx', ['biome', 'check', '--error-on-warnings']],
  ['unused', 'npx', ['knip', '--no-config-hints']],
  ['lock', 'node', ['tools/complete-lock.mjs', '--check']],
].filter(([name]) => name !== 'unit tests' || !process.argv.includes('--without-tests'));

const root = fileURLToPath(new URL('..', import.meta.url));
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Run a step to its end and say how it went; answers whether it passed. */
function check([name, command, args]) {
  const start = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((done) =>
    child.once('close', (code) => {
      console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${seconds(start).padStart(7)}`);
      if (code !== 0) console.log(`\n${said.trim()}\n\n  again alone: ${[command, ...args].join(' ')}\n`);
      done(code === 0);
    }),
  );
}

const start = performance.now();
const waiting = [...STEPS];
let failed = 0;
async function lane() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) if (!(await check(step))) failed += 1;
}
await Promise.all(Array.from({ length: LANES }, lane));
console.log(`${STEPS.length - failed} passed, ${failed} failed in ${seconds(start)}`);
process.exitCode = failed > 0 ? 1 : 0;
