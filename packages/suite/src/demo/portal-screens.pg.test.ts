import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextOf } from '../../../testkit/src/builders.js';
import { movingClock } from '../../../testkit/src/moving-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { showPortalHome, showPortalSupplies, showPortalSupply } from '../contracts/portal-screens.pg.js';
import { showPortalInvoice, showPortalInvoices } from '../invoicing/portal-screens.pg.js';
import { downloadPortalConsumptionCsv, showPortalConsumption } from '../metering/portal-screens.pg.js';
import type { CustomerActor } from '../platform/context.js';
import { withCompany } from '../platform/database.js';
import { inventDemoCompany, seedDemo, seedDemoReadings } from './index.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);
const giulia = demo.storyCustomers.get('giulia');
const antonio = demo.storyCustomers.get('antonio');
assert.ok(giulia && antonio);
const light = demo.supplies.find(
  ({ customerId, commodity }) => customerId === giulia.customerId && commodity === 'electricity',
);
assert.ok(light);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await withCompany(database.app.db, demo.company.companyId, async (db) => {
    await seedDemo(db, demo);
    await seedDemoReadings(db, demo, { after: null, until: today });
  });
});
afterAll(() => database.close());

const as = <T>(
  customerId: string,
  work: (context: ReturnType<typeof contextOf<CustomerActor>>) => Promise<T>,
): Promise<T> =>
  withCompany(database.app.db, demo.company.companyId, (db) =>
    work(
      contextOf(db, demo.company, movingClock(today), {
        kind: 'customer',
        accountId: customerId,
        sessionId: customerId,
        customerId,
      }),
    ),
  );

test('before any bill, home asks for nothing and shows the two supplies of Giulia', async () => {
  const home = await as(giulia.customerId, showPortalHome);
  assert.ok(home.ok);
  expect(home.value.toPay).toEqual({ total: '0.00', overdue: '0.00', count: 0 });
  expect(home.value.supplies.map(({ commodity, state }) => [commodity, state])).toEqual([
    ['electricity', 'active'],
    ['gas', 'active'],
  ]);
});

test('the supply page shows offer, meter and last reading of 31 October', async () => {
  const page = await as(giulia.customerId, (context) => showPortalSupply(context, { supplyId: light.supplyId }));
  assert.ok(page.ok);
  expect(page.value.supply.lastReading).toEqual({ readOn: '2026-10-31', kind: 'collected' });
  expect(page.value.offer.price.kind).toBe('bands');
  expect(page.value.meter?.serialNumber).not.toBe('');
});

test('twelve months of use, each split in F1, F2, F3 that sum to it, and one reading a month', async () => {
  const page = await as(giulia.customerId, (context) =>
    showPortalConsumption([])(context, { supplyId: light.supplyId, months: 12 }),
  );
  assert.ok(page.ok);
  const { months, readings, total } = page.value;
  expect([months.length, readings.length, months.at(-1)?.month]).toEqual([12, 12, '2026-10']);
  for (const { quantity, byBand } of months)
    expect(byBand.reduce((sum, of) => sum + Number(of.quantity), 0)).toBe(Number(quantity));
  expect(readings.reduce((sum, reading) => sum + Number(reading.quantity), 0)).toBe(Number(total));
});

test('the CSV of consumption has a line per reading under its head', async () => {
  const file = await as(giulia.customerId, (context) =>
    downloadPortalConsumptionCsv([])(context, { supplyId: light.supplyId, months: 12 }),
  );
  assert.ok(file.ok);
  const lines = String(file.value.content).trim().split('\r\n');
  expect(lines.length).toBe(13);
  expect(lines[1]).toMatch(/^31\/10\/2026;rilevata;/);
});

test('what is another customer’s is not found, in the same words as what does not exist', async () => {
  const { supplyId } = light;
  const nobodys = '00000000-0000-7000-8000-000000000000';
  for (const asked of [supplyId, nobodys]) {
    expect(await as(antonio.customerId, (context) => showPortalSupply(context, { supplyId: asked }))).toEqual({
      ok: false,
      refusal: { code: 'contracts.not_found' },
    });
    expect(
      await as(antonio.customerId, (context) => showPortalConsumption([])(context, { supplyId: asked, months: 12 })),
    ).toEqual({ ok: false, refusal: { code: 'metering.not_found' } });
  }
  expect(await as(antonio.customerId, (context) => showPortalInvoice(context, { invoiceId: nobodys }))).toEqual({
    ok: false,
    refusal: { code: 'invoicing.not_found' },
  });
  const supplies = await as(antonio.customerId, showPortalSupplies);
  assert.ok(supplies.ok);
  expect(supplies.value.rows.map((row) => row.supplyId)).not.toContain(supplyId);
});

test('a customer without invoices has an empty list with nothing to pay', async () => {
  const list = await as(giulia.customerId, (context) => showPortalInvoices(context, { show: 'all' }));
  expect(list).toEqual({
    ok: true,
    value: { rows: [], counts: { all: 0, open: 0, paid: 0 }, openTotal: '0.00', years: [], supplies: [] },
  });
});
