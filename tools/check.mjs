// `npm run check`: everything that can be said about the code without a database or a browser, in about a minute.
// A step that fails prints what it found; the others run all the same, so that one pass shows everything.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const STEPS = [
  ['types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  // Each web app registers the types of its own router, so each is a program of its own.
  ['portal types', 'npx', ['tsc', '--noEmit', '-p', 'apps/portal/tsconfig.json']],
  ['office types', 'npx', ['tsc', '--noEmit', '-p', 'apps/office/tsconfig.json']],
  ['lock', 'node', ['tools/complete-lock.mjs', '--check']],
  ['boundaries', 'node', ['tools/check-boundaries.mjs']],
  ['tidy', 'node', ['tools/tidy.mjs']],
  ['style', 'npx', ['biome', 'check', '--error-on-warnings']],
  ['unused', 'npx', ['knip', '--no-config-hints']],
  ['unit tests', 'npx', ['vitest', 'run', '--project', 'unit']],
].filter(([name]) => name !== 'unit tests' || !process.argv.includes('--without-tests'));

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const start = performance.now();
let failed = 0;
for (const [name, command, args] of STEPS) {
  const stepStart = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const passed = status === 0;
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(12)} ${seconds(stepStart).padStart(7)}`);
  if (passed) continue;
  failed += 1;
  console.log(`\n${[stdout, stderr].filter(Boolean).join('\n').trim()}\n`);
  console.log(`  again alone: ${[command, ...args].join(' ')}\n`);
}
console.log(`${STEPS.length - failed} passed, ${failed} failed in ${seconds(start)}`);
process.exitCode = failed > 0 ? 1 : 0;
