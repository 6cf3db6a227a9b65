import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { localDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { contextOf, givenCompany } from '../../../testkit/src/builders.js';
import { movingClock } from '../../../testkit/src/moving-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { importContracts } from '../contracts/index.js';
import { importMeasures } from '../metering/import-measures.js';
import { applyWorklistItem, discardWorklistItem, retryWorklistItem } from '../metering/resolve-worklist-item.js';
import { findReadingsInForce } from '../metering/store.pg.js';
import { importCustomers } from '../parties/index.js';
import type { Company, Context } from '../platform/context.js';
import { rows, withCompany } from '../platform/database.js';
import { findPointsByCode, importMeters, importSupplyPoints } from '../supply-points/index.js';
import { insertOffers } from '../tariffs/index.js';
import { inventDemoCompany } from './index.js';

const today = localDate('2026-11-22');
const CASES = new URL('../metering/domain/formats/cases/', import.meta.url);
const sample = (start: string): { name: string; content: Uint8Array } => {
  const name = readdirSync(CASES).find((each) => each.includes(start) && each.endsWith('.xml'));
  assert.ok(name, start);
  return { name, content: readFileSync(new URL(name, CASES)) };
};
const changed = (start: string, from: string, to: string): Uint8Array => {
  const text = Buffer.from(sample(start).content).toString('utf8');
  assert.ok(text.includes(from), from);
  return Buffer.from(text.replaceAll(from, to));
};

let database: TestDatabase;
let company: Company;
const as = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
  withCompany(database.app.db, company.companyId, (db) =>
    work(contextOf(db, company, movingClock(today), { kind: 'system', name: 'test' })),
  );

beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  await as(async (context) => {
    await insertOffers(context.db, company.companyId, inventDemoCompany(today).offers);
    for (const [kind, load] of [
      ['customers', importCustomers],
      ['supply-points', importSupplyPoints],
      ['meters', importMeters],
      ['contracts', importContracts],
    ] as const) {
      const content = readFileSync(new URL(`../../../../docs/examples/${kind}.csv`, import.meta.url));
      const result = await load(context, { content, dryRun: false });
      assert.ok(result.ok, JSON.stringify(result));
    }
  });
});
afterAll(() => database.close());

const load = (fileName: string, content: Uint8Array, dryRun = false) =>
  as((context) => importMeasures(context, { fileName, content, dryRun }));
const loadSample = async (start: string) => {
  const { name, content } = sample(start);
  const result = await load(name, content);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};
const stored = async () =>
  (
    await as(({ db }) =>
      rows(
        db,
        sql<
          Record<string, string>
        >`select (select count(*) from metering_file) as files, (select count(*) from metering_reading) as readings,
    (select count(*) from metering_curve) as curves, (select count(*) from metering_worklist) as items`,
      ),
    )
  )[0];
const registersOn = (pointCode: string, readOn: string) =>
  as(async ({ db, companyId }) => {
    const points = await findPointsByCode(db, companyId, [pointCode]);
    const readings = await findReadingsInForce(
      db,
      companyId,
      points.map(({ supplyPointId }) => supplyPointId),
    );
    return readings.filter((reading) => reading.readOn === readOn).map(({ registers }) => registers);
  });

test('curves: 377.335 kWh in 28 days of February, 418.148 kWh in 2,972 quarter-hours of March', async () => {
  const february = await loadSample('PDO_');
  assert.deepEqual(february.totals, {
    IT001E10000001: [{ month: '2026-02', activeKwh: '377.335', curveDays: 28, quarterHours: 2688 }],
  });
  assert.deepEqual(february.counts.curveDays, 28);
  const march = await loadSample('PDO2G_');
  assert.deepEqual(march.totals, {
    IT001E10000002: [{ month: '2026-03', activeKwh: '418.148', curveDays: 31, quarterHours: 2972 }],
  });
});

test('daily gas readings: 538 m³ on the meter and 1,130 Smc on the corrector since 31 January', async () => {
  const january = readFileSync(new URL('../../../../docs/examples/measures-2026-01-gas.xml', import.meta.url));
  const opened = await load('measures-2026-01-gas.xml', january);
  assert.ok(opened.ok && opened.value.counts.readings === 3, JSON.stringify(opened));
  const { totals, counts } = await loadSample('TGL');
  assert.deepEqual(totals, {
    '01613852000013': [{ readings: 28, since: '2026-01-31', differences: { M: '538', C: '1130' } }],
  });
  assert.equal(counts.readings, 28);
});

test('the same file again changes nothing and says when it was loaded', async () => {
  const before = await stored();
  const again = await loadSample('TGL');
  assert.equal(again.outcome, 'already_loaded');
  assert.equal(again.alreadyLoadedAt, '2026-11-22T12:00:00.000Z');
  assert.deepEqual(await stored(), before);
});

test('a dry run plans everything and stores nothing', async () => {
  const before = await stored();
  const { name, content } = sample('_TML_');
  const result = await load(name, content, true);
  assert.ok(result.ok);
  assert.deepEqual([result.value.outcome, result.value.counts.readings], ['checked', 2]);
  assert.deepEqual(await stored(), before);
});

test('a holder change opens the supply, the periodic reading follows, the rectification supersedes an estimate', async () => {
  assert.equal((await loadSample('VNO_')).counts.readings, 1);
  const periodic = await loadSample('PNO_');
  assert.deepEqual([periodic.counts.points, periodic.counts.readings, periodic.counts.worklist], [3, 3, 0]);
  const rectified = await loadSample('RNO_');
  assert.equal(rectified.counts.rectifications, 1);
  assert.deepEqual(await registersOn('IT001E10000005', '2026-02-28'), [{ A1: '71', A2: '88', A3: '131' }]);
});

test('meter changes of both commodities close the old meter and open the new one', async () => {
  assert.equal((await loadSample('SMIS')).counts.meterChanges, 1);
  assert.equal((await loadSample('IGMG')).counts.meterChanges, 1);
  assert.deepEqual(
    (await registersOn('01613852000016', '2026-02-10')).toSorted((a, b) => Number(b.M) - Number(a.M)),
    [{ M: '99870' }, { M: '0' }],
  );
});

for (const flow of ['_TML_', '_TMV_', '_TAL_'])
  test(`${flow} is loaded without worklist`, async () => {
    const { counts } = await loadSample(flow);
    assert.deepEqual([counts.readings, counts.worklist], [counts.records, 0]);
  });

const refused = [
  ['another company', changed('PNO_', '12345678903', '01234567897'), 'metering.other_company'],
  ['a cut file', sample('PNO_').content.subarray(0, 900), 'metering.file_refused'],
  [
    'an entity',
    Buffer.from(
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><FlussoMisure CodFlusso="PNO">&a;</FlussoMisure>',
    ),
    'metering.file_refused',
  ],
] as const;
for (const [what, content, code] of refused) {
  test(`${what}: ${code}, and nothing is stored`, async () => {
    const before = await stored();
    const result = await load('bad.xml', content);
    assert.equal(result.ok ? 'loaded' : result.refusal.code, code);
    assert.deepEqual(await stored(), before);
  });
}

const openItems = () =>
  as(({ db }) =>
    rows(
      db,
      sql<{
        item_id: string;
        reason: string;
      }>`select item_id, reason from metering_worklist where state = 'open' order by created_at, line_no`,
    ),
  );

test('an unknown point waits in the worklist, is retried in vain, and is discarded once with a note', async () => {
  const result = await load('unknown.xml', changed('_TAL_', '01613852000015', '01613852000099'));
  assert.ok(result.ok);
  assert.deepEqual([result.value.counts.readings, result.value.counts.worklist], [0, 1]);
  const [item] = await openItems();
  assert.ok(item !== undefined && item.reason === 'metering.unknown_point');
  const retried = await as((context) => retryWorklistItem(context, { itemId: item.item_id }));
  assert.ok(!retried.ok && retried.refusal.code === 'metering.still_not_usable');
  const discarded = await as((context) => discardWorklistItem(context, { itemId: item.item_id, note: 'non è nostro' }));
  assert.deepEqual(discarded, { ok: true, value: { itemId: item.item_id, state: 'discarded' } });
  const again = await as((context) => discardWorklistItem(context, { itemId: item.item_id, note: 'non è nostro' }));
  assert.ok(!again.ok && again.refusal.code === 'metering.item_closed');
});

test('another value for a day already read waits, and is applied on a person’s word', async () => {
  const result = await load('other-value.xml', changed('PNO_', '<EaM>501,000</EaM>', '<EaM>502,000</EaM>'));
  assert.ok(result.ok);
  const item = (await openItems()).find(({ reason }) => reason === 'metering.different_value_same_day');
  assert.ok(item);
  const applied = await as((context) =>
    applyWorklistItem(context, { itemId: item.item_id, note: 'confermata dal distributore' }),
  );
  assert.ok(applied.ok, JSON.stringify(applied));
  assert.deepEqual(await registersOn('IT001E10000004', '2026-02-28'), [{ A0: '502' }]);
});
