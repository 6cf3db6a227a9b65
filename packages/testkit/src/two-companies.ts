import { localDate } from '@sportello/kernel/calendar';
import { assert } from '@sportello/kernel/result';
import type { KnownCompany } from '@sportello/suite/access/companies.pg';
import {
  DEMO_SEED,
  type DemoCompany,
  demoRuns,
  inventDemoCompany,
  seedDemo,
  seedDemoReadings,
} from '@sportello/suite/demo/index';
import { oneRow, withCompany } from '@sportello/suite/platform/database';
import { newId } from '@sportello/suite/platform/ids';
import { sql } from 'kysely';
import { billPeriod, loadRegulated } from './billing-office.js';
import type { TestDatabase } from './test-database.js';

/** The day on which the two companies are looked at. */
export const TODAY = localDate('2026-11-22');

/** Stands in every name of the second company: where it is seen by the first, a wall has a hole. */
export const CANARY = 'CANARINO';

/** One of everything that a path names. */
export type Ids = {
  readonly customerId: string;
  readonly otherCustomerId: string;
  readonly supplyId: string;
  readonly supplyPointId: string;
  readonly invoiceId: string;
  readonly runId: string;
  readonly itemId: string;
  readonly activityId: string;
};
export type BilledCompany = { readonly company: KnownCompany; readonly demo: DemoCompany; readonly ids: Ids };

/** Two companies in one database, each with its customers, readings, an issued run, a worklist item and an activity. */
export async function givenTwoCompanies(database: TestDatabase): Promise<readonly [BilledCompany, BilledCompany]> {
  return [
    await givenBilledCompany(database, inventDemoCompany(TODAY, DEMO_SEED)),
    await givenBilledCompany(database, canaryCompany()),
  ];
}

function canaryCompany(): DemoCompany {
  const demo = inventDemoCompany(TODAY, 77);
  const sung = (text: string) => `${CANARY} ${text}`;
  return {
    ...demo,
    company: {
      ...demo.company,
      code: 'canarino',
      name: sung(demo.company.name),
      vatNumber: '01234567897',
      taxCode: '01234567897',
    },
    customers: demo.customers.map((customer) =>
      customer.kind === 'person'
        ? { ...customer, lastName: sung(customer.lastName ?? ''), street: sung(customer.street) }
        : { ...customer, companyName: sung(customer.companyName ?? '') },
    ),
    points: demo.points.map((point) => ({ ...point, street: sung(point.street), city: sung(point.city) })),
    offers: demo.offers.map((offer) => ({
      ...offer,
      name: sung(offer.name),
      terms: { ...offer.terms, name: sung(offer.terms.name) },
    })),
  };
}

async function givenBilledCompany(database: TestDatabase, demo: DemoCompany): Promise<BilledCompany> {
  const { company } = demo;
  const inCompany = <T>(work: Parameters<typeof withCompany<T>>[2]) =>
    withCompany(database.app.db, company.companyId, work);
  await inCompany(async (db) => {
    await seedDemo(db, demo);
    await seedDemoReadings(db, demo, { after: null, until: TODAY });
  });
  const run = demoRuns(TODAY)[0];
  assert(run !== undefined, 'the demo has runs');
  const { runId } = await billPeriod(database.app, company, await loadRegulated(), run);

  const customer = demo.storyCustomers.get('giulia');
  const supply = demo.supplies.find(
    ({ customerId, commodity }) => customerId === customer?.customerId && commodity === 'gas',
  );
  const other = demo.storyCustomers.get('antonio');
  assert(customer !== undefined && supply !== undefined && other !== undefined, 'the demo has its stories');
  const [itemId, activityId] = [newId(), newId()];
  return inCompany(async (db) => {
    await sql`insert into metering_worklist (company_id, item_id, file_id, line_no, point_code, reason, facts, record)
      values (${company.companyId}, ${itemId}, ${demo.curveFileId}, 1, 'IT001E99999999', 'metering.unknown_point', '{}', ${JSON.stringify({ holder: company.name })})`.execute(
      db,
    );
    await sql`insert into crm_activity (company_id, activity_id, number, kind, cause, customer_id, supply_id, channel, facts)
      values (${company.companyId}, ${activityId}, 'A-2026-000001', 'self_reading', 'test', ${customer.customerId}, ${supply.supplyId}, 'portal', ${JSON.stringify({ readOn: '2026-11-20' })})`.execute(
      db,
    );
    const { invoice_id: invoiceId } = await oneRow(
      db,
      sql<{
        invoice_id: string;
      }>`select invoice_id from invoicing_invoice where company_id = ${company.companyId} and supply_id = ${supply.supplyId}`,
    );
    const ids = {
      customerId: customer.customerId,
      otherCustomerId: other.customerId,
      supplyId: supply.supplyId,
      supplyPointId: supply.supplyPointId,
      invoiceId,
      runId,
      itemId,
      activityId,
    };
    return { company, demo, ids };
  });
}
