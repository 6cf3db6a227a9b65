import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, test } from 'vitest';

const TIDY = fileURLToPath(new URL('./tidy.mjs', import.meta.url));
const folders = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function tidy(files) {
  const root = mkdtempSync(join(tmpdir(), 'sportello-tidy-'));
  folders.push(root);
  for (const [path, text] of Object.entries({ 'architecture.json': '{ "metering": [] }', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const run = spawnSync('node', [TIDY, root], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

const M = 'packages/suite/src/metering';
const sound = {
  [`${M}/README.md`]: '# metering',
  [`${M}/index.ts`]: "export type { Reading } from './domain/reading.js';",
  [`${M}/domain/reading.ts`]:
    'export const at = (instant: string): Date => new Date(instant);\n// Date.now() and any in a comment are words.',
  [`${M}/messages/it.ts`]:
    "export const it = { 'metering.not_found': 'Non trovata', nested: { a: (n: number) => String(n) } };",
  [`${M}/messages/en.ts`]:
    "export const en = { 'metering.not_found': 'Not found', nested: { a: (n: number) => String(n) } };",
  [`${M}/domain/reading.test.ts`]: 'export const now = [Date.now(), new Date(), Math.random(), process.env, console];',
  'packages/suite/src/platform/clock.ts':
    "import { randomUUID } from 'node:crypto';\nexport const now = () => [new Date(), process.env, randomUUID()];",
  'apps/server/src/cli.ts': "console.log('ok');",
  'apps/portal/vite.config.ts': 'export default {};',
  'apps/portal/src/Page.tsx':
    "export const Page = () => <p title={t('metering.title')} className=\"wide\">{t('metering.read')} · 12 % {' '}</p>;",
  'tools/start.mjs': 'console.log(process.env, Date.now());',
};

test('a tidy house passes, and words in comments, tests and edges are free', () => {
  const { status, said } = tidy(sound);
  assert.equal(said, 'tidy: 10 sources, 0 findings\n');
  assert.equal(status, 0);
});

// rule, file, its text, line of the finding
const planted = [
  ['clock', `${M}/domain/now.ts`, '\nexport const now = Date.now();', 2],
  ['clock', `${M}/today.ts`, 'export const today = new Date();', 1],
  ['clock', 'apps/portal/src/useToday.ts', 'export const today = () => new Date();', 1],
  ['chance', `${M}/luck.ts`, 'export const x = Math.random();', 1],
  ['chance', `${M}/secret.ts`, "\nimport { randomBytes } from 'node:crypto';\nexport const x = randomBytes;", 2],
  ['environment', `${M}/settings.ts`, "export const x = process.env['PORT'];", 1],
  ['console', `${M}/print.ts`, "export function f() {\n  console.error('x');\n}", 2],
  ['float', `${M}/domain/float.ts`, "export const x = parseFloat('1');", 1],
  ['float', 'packages/suite/src/platform/float.ts', "export const x = Number.parseFloat('1');", 1],
  ['any', `${M}/loose.ts`, 'export const x = (y: unknown) => y as any;', 1],
  ['any', `${M}/loose.test.ts`, 'export const x: any[] = [];', 1],
  ['default-export', `${M}/default.ts`, 'export default function f() {}', 1],
  ['default-export', `${M}/default-value.ts`, 'const x = 1;\nexport default x;', 2],
  ['sentence', 'apps/portal/src/Text.tsx', 'export const P = () => (\n  <p>\n    Ciao\n  </p>\n);', 3],
  ['sentence', 'apps/office/src/Label.tsx', 'export const P = () => <input placeholder="Cerca" />;', 1],
  ['sentence', 'packages/ui/src/Value.tsx', "export const P = () => <b>{'perché'}</b>;", 1],
  ['sentence', 'packages/ui/src/Braces.tsx', "export const P = () => <b aria-label={'Chiudi'} />;", 1],
  ['messages', `${M}/messages/it.ts`, "export const it = {\n  a: 'uno',\n  c: { d: 'tre' },\n};", 3],
  ['messages', `${M}/messages/en.ts`, "export const en = {\n  a: 'one',\n  c: {},\n  b: 'two',\n};", 4],
  ['capability', 'packages/suite/src/stranger/README.md', '# stranger', 1],
];
const violated = tidy({ ...sound, ...Object.fromEntries(planted.map(([, file, text]) => [file, text])) });

test(`a house with ${planted.length} planted violations fails`, () => assert.equal(violated.status, 1));
for (const [rule, file, , line] of planted) {
  test(`${rule} sees ${file}:${line} and says what to do`, () => {
    const lines = violated.said.split('\n');
    const place = rule === 'capability' ? 'packages/suite/src/stranger:1' : `${file}:${line}`;
    const index = lines.findIndex((text, at) => text === place && lines[at + 1]?.startsWith(`    ${rule}: `));
    assert.ok(index >= 0, violated.said);
    assert.match(lines[index + 1], /: .+\. Remedy: .+\./);
  });
}

test('a capability without README, index or English sentences is told so', () => {
  const { status, said } = tidy({ [`${M}/messages/it.ts`]: 'export const it = {};' });
  assert.equal(status, 1);
  assert.match(said, /metering\/README\.md:1/);
  assert.match(said, /metering\/index\.ts:1/);
  assert.match(said, /write packages\/suite\/src\/metering\/messages\/en\.ts/);
});

test('a house without sources fails', () => assert.equal(tidy({}).status, 1));
