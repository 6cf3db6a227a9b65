import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const folders = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A house in a temporary folder, with the libraries of this one; answers what the check says about it. */
function checkHouse(files, minimumModules) {
  const root = mkdtempSync(join(tmpdir(), 'sportello-boundaries-'));
  folders.push(root);
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(join(root, 'node_modules/@sportello'), { recursive: true });
  for (const name of ['fastify', 'kysely', 'pg', 'zod', 'typescript-for-boundaries']) {
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(root, 'node_modules', name));
  }
  for (const name of ['kernel', 'suite', 'testkit', 'ui']) {
    write(`packages/${name}/package.json`, `{ "name": "@sportello/${name}", "exports": { "./*": "./src/*.ts" } }`);
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@sportello', name));
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  const run = spawnSync('node', [join(REPOSITORY, 'tools/check-boundaries.mjs'), root, String(minimumModules)], {
    encoding: 'utf8',
  });
  return { status: run.status, said: run.stdout + run.stderr };
}

const S = 'packages/suite/src';
/** A small house where every import is allowed. */
const sound = {
  'packages/kernel/src/money.ts': 'export type Cents = bigint;',
  [`${S}/platform/route.ts`]: "import { z } from 'zod';\nexport const defineRoute = z.object;",
  [`${S}/supply-points/domain/meter.ts`]:
    "import type { Cents } from '@sportello/kernel/money';\nexport type Meter = Cents;",
  [`${S}/supply-points/index.ts`]: "export type { Meter } from './domain/meter.js';",
  [`${S}/metering/domain/reading.ts`]:
    "import type { Meter } from '../../supply-points/domain/meter.js';\nexport type R = Meter;",
  [`${S}/metering/index.ts`]: "export type { R } from './domain/reading.js';",
  [`${S}/metering/api.ts`]:
    "import { defineRoute } from '../platform/route.js';\nimport type { R } from './domain/reading.js';\nexport const a = (r: R) => defineRoute;",
  [`${S}/metering/submit.ts`]:
    "import type { Meter } from '../supply-points/index.js';\nimport type { S } from './store.js';\nexport type D = Meter | S;",
  [`${S}/metering/store.ts`]: "import type { R } from './domain/reading.js';\nexport type S = R;",
  [`${S}/metering/store.pg.ts`]:
    "import { Kysely } from 'kysely';\nimport type { S } from './store.js';\nexport const s = (k: Kysely<S>) => k;",
  [`${S}/metering/routes.ts`]:
    "import fastify from 'fastify';\nimport { a } from './api.js';\nexport const r = [fastify, a];",
  [`${S}/billing/index.ts`]: "export type { R } from '../metering/index.js';",
  'packages/testkit/src/builders.ts': "import type { R } from '@sportello/suite/metering/index';\nexport type B = R;",
  'packages/ui/src/call.ts':
    "import { defineRoute } from '@sportello/suite/platform/route';\nexport const call = defineRoute;",
  [`${S}/metering/office-api.ts`]: "export { a } from './api.js';",
  'apps/server/src/api.ts': "import { r } from '@sportello/suite/metering/routes';\nexport const app = r;",
  'apps/portal/src/page.tsx':
    "import { a } from '@sportello/suite/metering/office-api';\nimport { call } from '@sportello/ui/call';\nexport const P = () => <b>{String([a, call])}</b>;",
};
const SOUND_FILES = Object.keys(sound).length;

test('a house where every import is allowed passes', () => {
  const { status, said } = checkHouse(sound, SOUND_FILES);
  assert.equal(said.trim(), said.trim().split('\n').at(-1), said);
  assert.match(said, new RegExp(`^boundaries: ${SOUND_FILES} modules, [1-9]\\d* imports, 0 findings`));
  assert.equal(status, 0);
});

// What is planted, and the rule that must see it.
const planted = [
  [
    'metering-undeclared-upstream',
    `${S}/metering/up.ts`,
    "import type { R } from '../billing/index.js';\nexport type X = R;",
  ],
  [
    'metering-undeclared-upstream',
    `${S}/metering/domain/up.ts`,
    "import type { R } from '../../billing/domain/bill.js';\nexport type X = R;",
  ],
  [
    'metering-through-the-front-door',
    `${S}/metering/back-door.ts`,
    "import type { Meter } from '../supply-points/domain/meter.js';\nexport type X = Meter;",
  ],
  [
    'kernel-is-alone',
    'packages/kernel/src/clock.ts',
    "import { hrtime } from 'node:process';\nexport const now = hrtime;",
  ],
  [
    'domain-is-pure',
    `${S}/metering/domain/impure.ts`,
    "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;",
  ],
  ['domain-is-pure', `${S}/metering/domain/stored.ts`, "import type { S } from '../store.js';\nexport type X = S;"],
  ['invariants-are-on-top', `${S}/billing/look.ts`, "export { x } from '../invariants/rules.js';"],
  ['api-is-shared', `${S}/billing/api.ts`, "import { s } from './store.js';\nexport const x = s;"],
  [
    'http-only-in-routes',
    `${S}/metering/answer.ts`,
    "import type { FastifyReply } from 'fastify';\nexport type X = FastifyReply;",
  ],
  ['sql-only-in-stores', `${S}/metering/query.ts`, "import { Pool } from 'pg';\nexport const x = Pool;"],
  [
    'platform-knows-no-capability',
    `${S}/platform/start.ts`,
    "import type { R } from '../metering/index.js';\nexport type X = R;",
  ],
  ['demo-is-on-top', `${S}/billing/borrow.ts`, "export { x } from '../demo/make.js';"],
  ['api-is-shared', `${S}/billing/office-api.ts`, "import { readFile } from 'node:fs';\nexport const x = readFile;"],
  [
    'apps-see-contracts-only',
    'apps/portal/src/store.ts',
    "import { s } from '@sportello/suite/metering/store.pg';\nexport const x = s;",
  ],
  [
    'apps-see-contracts-only',
    'apps/office/src/use-case.ts',
    "export type { D } from '@sportello/suite/metering/submit';",
  ],
  ['apps-are-separate', 'apps/office/src/page.tsx', "export { P } from '../../portal/src/page.js';"],
  [
    'ui-knows-no-capability',
    'packages/ui/src/meter.ts',
    "export type { R } from '@sportello/suite/metering/domain/reading';",
  ],
  ['product-without-testkit', `${S}/billing/demo.ts`, "export type { B } from '@sportello/testkit/builders';"],
  ['no-circular', `${S}/billing/a.ts`, "import type { B } from './b.js';\nexport type A = B;"],
  ['no-unresolvable', `${S}/billing/lost.ts`, "export { x } from './nowhere.js';"],
  ['no-orphans', `${S}/billing/dead.ts`, 'export const dead = 1;'],
];
const supporting = {
  [`${S}/invariants/rules.ts`]: "import type { R } from '../metering/index.js';\nexport const x = (r: R) => r;",
  [`${S}/demo/make.ts`]: "import type { R } from '../metering/index.js';\nexport const x = (r: R) => r;",
  [`${S}/billing/domain/bill.ts`]: "import type { R } from '../../metering/domain/reading.js';\nexport type B = R;",
  [`${S}/billing/store.ts`]: "import type { B } from './domain/bill.js';\nexport const s = (b: B) => b;",
  [`${S}/billing/b.ts`]: "import type { A } from './a.js';\nexport type B = A;",
};
const violated = checkHouse(
  { ...sound, ...supporting, ...Object.fromEntries(planted.map(([, path, text]) => [path, text])) },
  SOUND_FILES,
);

test(`a house with ${planted.length} planted violations fails`, () => assert.equal(violated.status, 1));
for (const [rule, path] of planted) {
  test(`${rule} sees ${path} and says what to do`, () => {
    const lines = violated.said.split('\n');
    const index = lines.findIndex((line, at) => line.includes(path) && lines[at + 1]?.includes(`${rule}: `));
    assert.ok(index >= 0, violated.said);
    assert.match(lines[index + 1], /: .+\. Remedy: .+\./);
  });
}

test('a check that looks at too few modules fails, even when it finds nothing', () => {
  const { status, said } = checkHouse(sound, SOUND_FILES + 1);
  assert.equal(status, 1);
  assert.match(said, new RegExp(`looked at ${SOUND_FILES} of ${SOUND_FILES} sources \\(at least ${SOUND_FILES + 1}`));
  assert.match(said, /too-little-seen/);
});

test('an empty house fails', () => assert.equal(checkHouse({}, 1).status, 1));
