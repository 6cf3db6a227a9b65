import type { LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { type Db, maybeRow, rows } from '../platform/database.js';
import { inBatches } from '../platform/in-batches.js';
import type { FieldChanges } from './domain/change-customer.js';
import { type Customer, searchTextOf } from './domain/customer.js';

type Row = {
  customer_id: string;
  code: string;
  kind: 'person' | 'company';
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  tax_code: string | null;
  vat_number: string | null;
  born_on: LocalDate | null;
  email: string | null;
  phone: string | null;
  pec: string | null;
  recipient_code: string;
  street: string;
  postal_code: string;
  city: string;
  province: string;
  country: string;
  language: 'it' | 'en';
  version: number;
};

const fromRow = (row: Row): Customer => ({
  customerId: row.customer_id,
  code: row.code,
  kind: row.kind,
  firstName: row.first_name,
  lastName: row.last_name,
  companyName: row.company_name,
  taxCode: row.tax_code,
  vatNumber: row.vat_number,
  bornOn: row.born_on,
  email: row.email,
  phone: row.phone,
  pec: row.pec,
  recipientCode: row.recipient_code,
  street: row.street,
  postalCode: row.postal_code,
  city: row.city,
  province: row.province,
  country: row.country,
  language: row.language,
  version: row.version,
});

const COLUMNS =
  sql.raw(`customer_id, code, kind, first_name, last_name, company_name, tax_code, vat_number, born_on, email,
  phone, pec, recipient_code, street, postal_code, city, province, country, language, version`);

export async function findCustomer(db: Db, companyId: string, customerId: string): Promise<Customer | null> {
  const row = await maybeRow(
    db,
    sql<Row>`
    select ${COLUMNS} from parties_customer where company_id = ${companyId} and customer_id = ${customerId}`,
  );
  return row === null ? null : fromRow(row);
}

/** Lock the row so that two changes of one customer follow each other. */
export async function lockCustomer(db: Db, companyId: string, customerId: string): Promise<Customer | null> {
  const row = await maybeRow(
    db,
    sql<Row>`
    select ${COLUMNS} from parties_customer where company_id = ${companyId} and customer_id = ${customerId} for update`,
  );
  return row === null ? null : fromRow(row);
}

export async function findCustomersByCode(
  db: Db,
  companyId: string,
  codes: readonly string[],
): Promise<readonly Customer[]> {
  const found = await rows(
    db,
    sql<Row>`
    select ${COLUMNS} from parties_customer where company_id = ${companyId} and code = any(${codes as string[]}::text[])`,
  );
  return found.map(fromRow);
}

/** Which customer codes hold these tax codes: a tax code belongs to one customer of a company. */
export async function findCodesByTaxCode(
  db: Db,
  companyId: string,
  taxCodes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    db,
    sql<{ code: string; tax_code: string }>`
    select code, tax_code from parties_customer where company_id = ${companyId} and tax_code = any(${taxCodes as string[]}::text[])`,
  );
  return new Map(found.map(({ code, tax_code }) => [tax_code, code]));
}

const RECORDSET =
  sql.raw(`j("customerId" uuid, code text, kind text, "firstName" text, "lastName" text, "companyName" text,
  "taxCode" text, "vatNumber" text, "bornOn" date, email text, phone text, pec text, "recipientCode" text, street text,
  "postalCode" text, city text, province text, country text, language text, version int, "searchText" text)`);
const withSearchText = (customers: readonly Customer[]) =>
  customers.map((customer) => ({ ...customer, searchText: searchTextOf(customer) }));

export const insertCustomers = (db: Db, companyId: string, customers: readonly Customer[]): Promise<void> =>
  inBatches(withSearchText(customers), (json) =>
    sql`insert into parties_customer (company_id, ${COLUMNS}, search_text)
      select ${companyId}, "customerId", code, kind, "firstName", "lastName", "companyName", "taxCode", "vatNumber", "bornOn", email,
        phone, pec, "recipientCode", street, "postalCode", city, province, country, language, version, "searchText"
      from jsonb_to_recordset(${json}::jsonb) as ${RECORDSET}`.execute(db),
  );

/** Overwrite customers with their new state, whose `version` the caller has raised. */
export const updateCustomers = (db: Db, companyId: string, customers: readonly Customer[]): Promise<void> =>
  inBatches(withSearchText(customers), (json) =>
    sql`update parties_customer c set kind = j.kind, first_name = j."firstName", last_name = j."lastName",
        company_name = j."companyName", tax_code = j."taxCode", vat_number = j."vatNumber", born_on = j."bornOn",
        email = j.email, phone = j.phone, pec = j.pec, recipient_code = j."recipientCode", street = j.street,
        postal_code = j."postalCode", city = j.city, province = j.province, country = j.country, language = j.language,
        version = j.version, search_text = j."searchText"
      from jsonb_to_recordset(${json}::jsonb) as ${RECORDSET}
      where c.company_id = ${companyId} and c.customer_id = j."customerId"`.execute(db),
  );

export type StoredChange = {
  readonly customerId: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly changes: FieldChanges;
};

export const insertCustomerChanges = (db: Db, companyId: string, changes: readonly StoredChange[]): Promise<void> =>
  inBatches(changes, (json) =>
    sql`insert into parties_customer_change (company_id, customer_id, actor_kind, actor_id, changes)
      select ${companyId}, "customerId", "actorKind", "actorId", changes
      from jsonb_to_recordset(${json}::jsonb) as j("customerId" uuid, "actorKind" text, "actorId" text, changes jsonb)`.execute(
      db,
    ),
  );
