import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { afterAll, beforeAll, test } from 'vitest';
import { contextOf } from '../../../testkit/src/builders.js';
import { movingClock } from '../../../testkit/src/moving-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { showSelfReadingForm } from '../metering/show-self-reading-form.js';
import { findReadingsInForce } from '../metering/store.pg.js';
import { submitSelfReading } from '../metering/submit-self-reading.js';
import type { Company, CustomerActor } from '../platform/context.js';
import { withCompany } from '../platform/database.js';
import { inventDemoCompany, seedDemo, seedDemoReadings } from './index.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);
const giulia = demo.storyCustomers.get('giulia');
const antonio = demo.storyCustomers.get('antonio');
assert.ok(giulia && antonio);
const gas = demo.supplies.find(({ customerId, commodity }) => customerId === giulia.customerId && commodity === 'gas');
const bakery = demo.supplies.find(({ customerId }) => customerId === antonio.customerId);
const light = demo.supplies.find(
  ({ customerId, commodity }) => customerId === giulia.customerId && commodity === 'electricity',
);
assert.ok(gas && bakery && light);
const customer = (customerId: string): CustomerActor => ({
  kind: 'customer',
  accountId: customerId,
  sessionId: customerId,
  customerId,
});

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
  actor: CustomerActor,
  work: (context: ReturnType<typeof contextOf<CustomerActor>>) => Promise<T>,
  company: Company = demo.company,
): Promise<T> =>
  withCompany(database.app.db, company.companyId, (db) => work(contextOf(db, company, movingClock(today), actor)));

const formOf = async (actor: CustomerActor, supplyId: string) => {
  const form = await as(actor, (context) => showSelfReadingForm(context, { supplyId }));
  assert.ok(form.ok, JSON.stringify(form));
  return form.value;
};

test('the form shows the dial, the previous reading of 31 October and an open window', async () => {
  const { check, previousKind } = await formOf(customer(giulia.customerId), gas.supplyId);
  assert.deepEqual(check.meter.registers, ['M']);
  assert.equal(check.previous?.readOn, '2026-10-31');
  assert.equal(check.window, null);
  assert.equal(previousKind, 'self_reported');
  assert.equal(check.alreadyGivenOn, null);
});

test('with a corrector both dials are asked and their usual ratio is known', async () => {
  const { check } = await formOf(customer(antonio.customerId), bakery.supplyId);
  assert.deepEqual(check.meter.registers, ['M', 'C']);
  assert.ok((check.meter.usualCorrectorRatioMillionths ?? 0) > 1_000_000);
});

test('70 m³ in 21 days of November are accepted, given again they replace the first', async () => {
  const { check } = await formOf(customer(giulia.customerId), gas.supplyId);
  const previous = check.previous?.dials.M ?? 0;
  const give = (units: number, confirmed: readonly string[]) =>
    as(customer(giulia.customerId), (context) =>
      submitSelfReading(context, {
        supplyId: gas.supplyId,
        readOn: localDate('2026-11-21'),
        dials: { M: units },
        rolledOver: false,
        confirmed,
      }),
    );

  const first = await give(previous + 70, []);
  assert.ok(first.ok, JSON.stringify(first));
  assert.match(first.value.number, /^L-[0-9A-F]{8}$/);

  const again = await give(previous + 71, []);
  assert.ok(!again.ok && again.refusal.code === 'metering.confirmation_needed');
  const confirmed = await give(previous + 71, ['metering.duplicate_in_window']);
  assert.ok(confirmed.ok, JSON.stringify(confirmed));
  const inForce = await as(customer(giulia.customerId), ({ db, companyId }) =>
    findReadingsInForce(db, companyId, [gas.supplyPointId]),
  );
  assert.deepEqual(
    inForce.filter(({ readOn }) => readOn === '2026-11-21').map(({ registers }) => registers.M),
    [String(previous + 71)],
  );
});

const refused = [
  ['another customer’s supply', antonio.customerId, gas.supplyId, { M: 99_999 }, 'metering.not_found'],
  ['a meter read from afar', giulia.customerId, light.supplyId, { A1: 1, A2: 1, A3: 1 }, 'metering.remote_read_meter'],
  ['only one of two dials', antonio.customerId, bakery.supplyId, { M: 99_999 }, 'metering.corrector_reading_missing'],
  ['lower dials', antonio.customerId, bakery.supplyId, { M: 1, C: 1 }, 'metering.not_greater_than_previous'],
] as const;
for (const [what, customerId, supplyId, dials, code] of refused) {
  test(`${what}: ${code}`, async () => {
    const decision = await as(customer(customerId), (context) =>
      submitSelfReading(context, {
        supplyId,
        readOn: localDate('2026-11-22'),
        dials,
        rolledOver: false,
        confirmed: [],
      }),
    );
    assert.equal(decision.ok ? 'accepted' : decision.refusal.code, code);
  });
}
