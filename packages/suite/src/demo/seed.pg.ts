import type { Instant, LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { insertCompany } from '../access/companies.pg.js';
import { insertContracts, insertSupplies } from '../contracts/index.js';
import { insertCurves, insertFile, insertReadings } from '../metering/index.js';
import { insertCustomers } from '../parties/index.js';
import type { Db } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { hashPassword, sha256Hex } from '../platform/secrets.js';
import { insertMeters, insertPoints } from '../supply-points/index.js';
import { insertOffers } from '../tariffs/index.js';
import type { DemoCompany } from './demo-company.js';
import { DEMO_PASSWORD, DEMO_SECURITY, DEMO_STAFF } from './sign-ins.js';
import { CUSTOMER_STORIES } from './stories.js';

/**
 * Store the demo company: staff, portal accounts, registries and curves, without readings. Run it inside
 * `withCompany(db, demo.company.companyId, …)`; a second run breaks on the company's code.
 */
export async function seedDemo(db: Db, demo: DemoCompany): Promise<void> {
  const { companyId } = demo.company;
  await insertCompany(db, demo.company);
  await insertOffers(db, companyId, demo.offers);
  await insertCustomers(db, companyId, demo.customers);
  await insertPoints(db, companyId, demo.points);
  await insertMeters(db, companyId, demo.meters);
  await insertContracts(db, companyId, demo.contracts);
  await insertSupplies(db, companyId, demo.supplies);
  const content = Buffer.from('Curve inventate della società di esempio.');
  await insertFile(db, companyId, {
    fileId: demo.curveFileId,
    sha256: sha256Hex(content),
    name: 'curve-esempio.txt',
    flow: 'PDO',
    outcome: {},
    content,
    loadedBy: 'demo',
    loadedAt: `${demo.today}T06:00:00.000Z` as Instant,
  });
  await insertCurves(db, companyId, demo.curves);
  await seedPeople(db, demo);
}

async function seedPeople(db: Db, { company: { companyId }, storyCustomers, today }: DemoCompany): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const answerHash = await hashPassword(DEMO_SECURITY.answer);
  for (const { userName, displayName, roles } of DEMO_STAFF) {
    await sql`insert into access_user (company_id, user_id, user_name, display_name, email, password_hash, roles)
      values (${companyId}, ${newId()}, ${userName}, ${displayName}, ${`${userName}@energiaesempio.example`}, ${passwordHash}, ${roles as string[]})`.execute(
      db,
    );
  }
  for (const { key, userName } of CUSTOMER_STORIES) {
    const customer = storyCustomers.get(key);
    if (userName === undefined || customer === undefined) continue;
    await sql`insert into portal_accounts_account (company_id, account_id, customer_id, user_name, email, password_hash,
        security_question, security_answer_hash, language, confirmed_at)
      values (${companyId}, ${newId()}, ${customer.customerId}, ${userName}, ${customer.email}, ${passwordHash},
        ${DEMO_SECURITY.question}, ${answerHash}, ${customer.language}, ${`${today}T06:00:00.000Z`})`.execute(db);
  }
}

/**
 * Store the readings that became known after the day `after` (null: from the beginning) until the day `until`
 * included. Called before each run of the past, so that each bill estimates what was not known yet.
 */
export async function seedDemoReadings(
  db: Db,
  demo: DemoCompany,
  { after, until }: { readonly after: LocalDate | null; readonly until: LocalDate },
): Promise<number> {
  const known = demo.readings.filter(({ acceptedAt }) => {
    const day = acceptedAt.slice(0, 10);
    return (after === null || day > after) && day <= until;
  });
  await insertReadings(db, demo.company.companyId, known);
  return known.length;
}
