import { insertCompany } from '@sportello/suite/access/companies.pg';
import type { Actor, Company, Context } from '@sportello/suite/platform/context';
import type { Db } from '@sportello/suite/platform/database';
import { withCompany } from '@sportello/suite/platform/database';
import { newId } from '@sportello/suite/platform/ids';
import type { MovingClock } from './moving-clock.js';
import type { TestDatabase } from './test-database.js';

/** An invented seller; the VAT number has the right check digit. */
export const demoCompany = (overrides: Partial<Company> = {}): Company => ({
  companyId: newId(),
  code: 'esempio',
  name: 'Energia Esempio S.p.A.',
  vatNumber: '12345678903',
  taxCode: '12345678903',
  profile: {
    street: 'via Emilia 100',
    postalCode: '41121',
    city: 'Modena',
    province: 'MO',
    phone: '800 000 000',
    email: 'clienti@energiaesempio.example',
    website: 'www.energiaesempio.example',
    iban: 'IT60X0542811101000000123456',
    complaintAddress: 'Energia Esempio S.p.A., Ufficio reclami, via Emilia 100, 41121 Modena MO',
    gasEmergencyPhone: '800 111 111',
  },
  parameters: {},
  ...overrides,
});

export async function givenCompany(database: TestDatabase, overrides: Partial<Company> = {}): Promise<Company> {
  const company = demoCompany(overrides);
  await withCompany(database.app.db, company.companyId, (db) => insertCompany(db, { ...company, hosts: [] }));
  return company;
}

export const TEST_SECRET = 'a secret of tests that is long enough';

/** A context for calling use cases directly, inside an open transaction. */
export const contextOf = <A extends Actor>(db: Db, company: Company, clock: MovingClock, actor: A): Context<A> => ({
  db,
  company,
  companyId: company.companyId,
  clock,
  actor,
  secret: TEST_SECRET,
  publicUrl: 'http://localhost:4000',
});
