// npm test: set up what the tests need, run every kind of test, end with one line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApps, checkNode, installPackages } from './start.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** What the tests call besides Node: a browser, and independent readers of PDF and XML. */
const PROGRAMS = [
  ['chromium', 'chromium'],
  ['pdftotext', 'poppler-utils'],
  ['xmllint', 'libxml2-utils'],
  ['qpdf', 'qpdf'],
];

function installPrograms() {
  const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  const missing = PROGRAMS.filter(([program]) => !isThere(program)).map(([, name]) => name);
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    console.error(`The tests need ${missing.join(', ')}. On Debian: sudo apt-get install ${missing.join(' ')}`);
    process.exit(1);
  }
  console.log(`Installing ${missing.join(', ')}…`);
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  const { status } = apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
  if (status !== 0) process.exit(status ?? 1);
}

checkNode();
installPackages();
installPrograms();
buildApps();

const folder = mkdtempSync(join(tmpdir(), 'sportello-results-'));
const results = join(folder, 'results.json');
const wanted = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...wanted,
  ],
  { cwd: root, stdio: 'inherit' },
);
const {
  numPassedTests = 0,
  numFailedTests = 0,
  numPendingTests = 0,
} = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
rmSync(folder, { recursive: true, force: true });
// A file that could not even be read fails without counting a test.
const failed = numFailedTests === 0 && status !== 0 ? 1 : numFailedTests;
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
process.exit(status ?? 1);
