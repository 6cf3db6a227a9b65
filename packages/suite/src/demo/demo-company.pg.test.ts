import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { parsePdr, parsePod, parseTaxCode } from '@sportello/kernel/identifiers';
import { afterAll, beforeAll, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { findReadingsInForce } from '../metering/index.js';
import { withCompany } from '../platform/database.js';
import { demoRuns, demoSignIns, inventDemoCompany, seedDemo, seedDemoReadings } from './index.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);

test('the same seed and day invent the same company, ids included', () => {
  assert.deepEqual(inventDemoCompany(today).supplies, demo.supplies);
  assert.deepEqual(inventDemoCompany(today).readings, demo.readings);
});

test('the sign-ins that the start prints carry the codes of their customers', () => {
  assert.deepEqual(
    demoSignIns.map(({ customerCode }) => customerCode),
    [...demo.storyCustomers.values()].map(({ code }) => code),
  );
});

test('200 customers hold about 260 supplies, with valid codes', () => {
  assert.equal(demo.customers.length, 200);
  assert.ok(demo.supplies.length >= 240 && demo.supplies.length <= 280, `${demo.supplies.length} supplies`);
  for (const { taxCode } of demo.customers) assert.ok(taxCode !== null && parseTaxCode(taxCode).ok, `${taxCode}`);
  for (const { code, commodity } of demo.points)
    assert.ok((commodity === 'gas' ? parsePdr(code) : parsePod(code)).ok, code);
  for (const { code } of demo.offers) assert.equal(code.length, 32, code);
  assert.equal(new Set(demo.points.map(({ code }) => code)).size, demo.points.length);
});

test('on 22 November 2026 the seven runs go from September 2025 to October 2026', () => {
  const runs = demoRuns(today);
  assert.equal(runs.length, 7);
  assert.deepEqual(runs[0]?.period, { from: '2025-09-01', toExclusive: '2025-11-01' });
  assert.deepEqual(runs[6], {
    period: { from: '2026-09-01', toExclusive: '2026-11-01' },
    issueOn: '2026-11-10',
    dueOn: '2026-11-30',
  });
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('the demo company is stored with every reading', async () => {
  const { companyId } = demo.company;
  const inForce = await withCompany(database.app.db, companyId, async (db) => {
    await seedDemo(db, demo);
    let after = null;
    let stored = 0;
    for (const { issueOn } of demoRuns(today)) {
      stored += await seedDemoReadings(db, demo, { after, until: issueOn });
      after = issueOn;
    }
    stored += await seedDemoReadings(db, demo, { after, until: today });
    assert.equal(stored, demo.readings.length);
    return findReadingsInForce(
      db,
      companyId,
      demo.points.map(({ supplyPointId }) => supplyPointId),
    );
  });
  assert.equal(inForce.length, demo.readings.length - 1, 'one reading of the demo is rectified');
});
