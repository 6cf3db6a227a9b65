import assert from 'node:assert/strict';
import { localDate, period } from '@sportello/kernel/calendar';
import type { RegulatedData } from '@sportello/suite/billing/index';
import { checkInvariants } from '@sportello/suite/invariants/index';
import type { Company } from '@sportello/suite/platform/context';
import { billPeriod, loadRegulated } from '@sportello/testkit/billing-office';
import { givenCompany } from '@sportello/testkit/builders';
import {
  billsOf,
  givenGasHousehold,
  giveReading,
  type Household,
  type StoredBill,
} from '@sportello/testkit/households';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { afterAll, beforeAll, test } from 'vitest';

// A family takes gas from 1 October 2025 and is billed every two months. VAT is 10% up to 480 Smc of the calendar year
// and 22% beyond; on 1 January the count starts again, in the middle of a bill.
let database: TestDatabase;
let company: Company;
let regulated: RegulatedData;
let family: Household;
let bills: readonly StoredBill[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  regulated = await loadRegulated();
  family = await givenGasHousehold(database.app, company, { startsOn: localDate('2025-10-01'), annualSmc: 1_800 });
  // m³, which are Smc: the coefficient C is 1.
  for (const [readOn, units] of [
    ['2025-09-30', '1000'],
    ['2025-11-30', '1400'],
    ['2025-12-31', '1650'],
    ['2026-01-31', '1900'],
    ['2026-03-31', '2300'],
    ['2026-05-31', '2390'],
  ] as const) {
    await giveReading(database.app, company, family, readOn, { M: units });
  }
  for (const [from, to, issueOn] of [
    ['2025-10-01', '2025-12-01', '2025-12-10'],
    ['2025-12-01', '2026-02-01', '2026-02-10'],
    ['2026-02-01', '2026-04-01', '2026-04-10'],
    ['2026-04-01', '2026-06-01', '2026-06-10'],
  ] as const) {
    await billPeriod(database.app, company, regulated, { period: period(from, to), issueOn: localDate(issueOn) });
  }
  bills = await billsOf(database.app, company, family);
});
afterAll(() => database.close());

/** Smc of the energy lines of a bill by VAT rate, and what they cost. */
function energyOf(index: number): Readonly<Record<string, { smc: number; cents: number }>> {
  const found: Record<string, { smc: number; cents: number }> = {};
  for (const { component, vat, quantity, amount } of bills[index]?.lines ?? []) {
    if (component !== 'sales.energy') continue;
    const sum = (found[vat] ??= { smc: 0, cents: 0 });
    sum.smc += Number(quantity);
    sum.cents += Math.round(Number(amount) * 100);
  }
  return found;
}

test('October and November: 1400 − 1000 = 400 Smc, all at 10%, 400 × 0.50 = 200.00 euro of gas', () => {
  assert.equal(bills[0]?.consumption, '400');
  assert.deepEqual(energyOf(0), { '10': { smc: 400, cents: 20_000 } });
});

test('December has 80 Smc left at 10% and 170 at 22%; January starts again: 250 at 10%', () => {
  assert.equal(bills[1]?.consumption, '500');
  // 480 − 400 = 80; 250 − 80 = 170; 80 + 250 = 330. In euro: 330 × 0.50 = 165.00 and 170 × 0.50 = 85.00.
  assert.deepEqual(energyOf(1), { '10': { smc: 330, cents: 16_500 }, '22': { smc: 170, cents: 8_500 } });
});

test('February and March: of 400 Smc, 480 − 250 = 230 at 10% and 170 at 22%', () => {
  assert.deepEqual(energyOf(2), { '10': { smc: 230, cents: 11_500 }, '22': { smc: 170, cents: 8_500 } });
});

test('April and May: the 90 Smc after the threshold are all at 22%', () => {
  assert.deepEqual(energyOf(3), { '22': { smc: 90, cents: 4_500 } });
});

test('each bill has two months of 10.00 euro of the seller, at 22%', () => {
  for (const bill of bills)
    assert.deepEqual(
      bill.lines.filter(({ component }) => component === 'sales.fixed').map(({ amount, vat }) => [amount, vat]),
      [['20.00', '22']],
    );
});

test('the eight months are billed without hole or overlap and every rule holds', async () => {
  assert.deepEqual(
    bills.map(({ period: { from, toExclusive } }) => `${from} ${toExclusive}`),
    ['2025-10-01 2025-12-01', '2025-12-01 2026-02-01', '2026-02-01 2026-04-01', '2026-04-01 2026-06-01'],
  );
  assert.deepEqual(await asCompany(database, company.companyId, (db) => checkInvariants(db, company.companyId)), []);
});
