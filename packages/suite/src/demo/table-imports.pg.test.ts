import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { localDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { contextOf, givenCompany } from '../../../testkit/src/builders.js';
import { movingClock } from '../../../testkit/src/moving-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { importContracts } from '../contracts/index.js';
import { importCustomers } from '../parties/index.js';
import type { Company } from '../platform/context.js';
import { rows, withCompany } from '../platform/database.js';
import { GAS_TERRITORY_CODES } from '../supply-points/domain/gas-places.js';
import { importMeters, importSupplyPoints } from '../supply-points/index.js';
import { GAS_TERRITORIES } from '../tariffs/domain/gas-territory.js';
import { insertOffers } from '../tariffs/index.js';
import { inventDemoCompany } from './index.js';

const today = localDate('2026-11-22');
const IMPORTS = {
  customers: importCustomers,
  'supply-points': importSupplyPoints,
  meters: importMeters,
  contracts: importContracts,
} as const;
type Kind = keyof typeof IMPORTS;
const KINDS = Object.keys(IMPORTS) as Kind[];

const example = (kind: Kind): string =>
  readFileSync(new URL(`../../../../docs/examples/${kind}.csv`, import.meta.url), 'utf8');

let database: TestDatabase;
let company: Company;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  // The example names the offers of the demo company.
  await withCompany(database.app.db, company.companyId, (db) =>
    insertOffers(db, company.companyId, inventDemoCompany(today).offers),
  );
});
afterAll(() => database.close());

const load = (kind: Kind, content: string, dryRun = false) =>
  withCompany(database.app.db, company.companyId, (db) =>
    IMPORTS[kind](contextOf(db, company, movingClock(today), { kind: 'system', name: 'test' }), {
      content: new TextEncoder().encode(content),
      dryRun,
    }),
  );
const counts = async () =>
  withCompany(database.app.db, company.companyId, (db) =>
    rows(
      db,
      sql<{
        customers: string;
        points: string;
        meters: string;
        supplies: string;
      }>`select (select count(*) from parties_customer) as customers, (select count(*) from supply_points_point) as points,
      (select count(*) from supply_points_meter) as meters, (select count(*) from contracts_supply) as supplies`,
    ),
  );

test('supply-points and tariffs name the same gas territories', () => {
  assert.deepEqual([...GAS_TERRITORY_CODES].toSorted(), Object.keys(GAS_TERRITORIES).toSorted());
});

for (const kind of KINDS) {
  test(`${kind}: a dry run stores nothing, the file is loaded, the same file again changes nothing`, async () => {
    const rowCount = example(kind).trim().split('\n').length - 1;
    const before = await counts();
    const dry = await load(kind, example(kind), true);
    assert.deepEqual(dry, {
      ok: true,
      value: { dryRun: true, rows: rowCount, created: rowCount, updated: 0, unchanged: 0 },
    });
    assert.deepEqual(await counts(), before);
    const loaded = await load(kind, example(kind));
    assert.deepEqual(loaded, {
      ok: true,
      value: { dryRun: false, rows: rowCount, created: rowCount, updated: 0, unchanged: 0 },
    });
    const again = await load(kind, example(kind));
    assert.deepEqual(again, {
      ok: true,
      value: { dryRun: false, rows: rowCount, created: 0, updated: 0, unchanged: rowCount },
    });
  });
}

const replaced: readonly (readonly [Kind, string, RegExp | string, string, string, string])[] = [
  ['customers', 'a wrong VAT number', '01234567897;;', '01234567890;;', 'vat_number', 'imports.wrong_check_digit'],
  ['customers', 'a wrong tax code', 'RSSMRA80A01H501U', 'RSSMRA80A01H501X', 'tax_code', 'imports.wrong_check_digit'],
  ['customers', 'a formula as a name', ';Maria;', ';=1+1;', 'first_name', 'imports.formula_cell'],
  ['supply-points', 'a short PDR', '01613852000013', '0161385200001', 'code', 'imports.wrong_form'],
  ['supply-points', 'a territory of nobody', 'emilia-romagna', 'emilia', 'gas_territory', 'imports.unknown_value'],
  ['meters', 'a point of nobody', '01613852000013', '09999999999999', 'point_code', 'imports.unknown_point'],
  ['contracts', 'an offer of nobody', /[A-Z0-9]{32}/, 'X'.repeat(32), 'offer_code', 'imports.unknown_offer'],
  ['contracts', 'a customer of nobody', ';C0001;', ';C9999;', 'customer_code', 'imports.unknown_customer'],
];
for (const [kind, what, from, to, column, code] of replaced) {
  test(`${kind}: ${what} is refused as ${code} in ${column}, and nothing is stored`, async () => {
    const before = await counts();
    const content = example(kind).replace(from, to);
    assert.notEqual(content, example(kind));
    const result = await load(kind, content);
    assert.ok(!result.ok);
    const found = result.refusal.errors.find((error) => error.column === column);
    assert.equal(found?.code, code, JSON.stringify(result.refusal));
    assert.ok((found?.line ?? 0) >= 2);
    assert.deepEqual(await counts(), before);
  });
}

test('a changed street is an update of one customer', async () => {
  const result = await load('customers', example('customers').replace('via Garibaldi 1', 'via Garibaldi 3'));
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual([result.value.created, result.value.updated], [0, 1]);
});

test('two supplies of one point at once are refused', async () => {
  const [header, first] = example('contracts').split('\n');
  assert.ok(header !== undefined && first !== undefined);
  const second = first.replace(/^[^;]*/, 'C-2026-9999');
  const result = await load('contracts', [header, second].join('\n'));
  assert.deepEqual(result.ok ? [] : result.refusal.errors.map(({ code }) => code), ['imports.supplies_overlap']);
});
