import { ok, type Result, refuse } from '@sportello/kernel/result';
import { sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow, rows } from '../platform/database.js';
import { PAGE_SIZE, type RequestOf, type ResponseOf } from '../platform/route.js';
import { foldForSearch } from './domain/customer.js';
import type { customerRoute, customersRoute } from './office-api.js';

const name = sql.raw(`coalesce(company_name, last_name || ' ' || first_name)`);
/** Columns a list may be sorted by; the customer code makes every order total. */
const ORDERS = { name, code: sql.raw('code'), city: sql.raw('city'), since: sql.raw('created_at') };

/** The words of a search, each to be found somewhere in `search_text`; `%` and `_` are looked for as they are. */
const patternsOf = (q: string): string[] =>
  foldForSearch(q)
    .split(' ')
    .filter(Boolean)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

export async function showCustomers(
  { db, companyId }: Context,
  { q, kind, sort, direction, page }: RequestOf<typeof customersRoute>,
): Promise<Result<ResponseOf<typeof customersRoute>, never>> {
  const matches = sql`company_id = ${companyId} and search_text like all(${patternsOf(q)}::text[])
    and (${kind ?? null}::text is null or kind = ${kind ?? null})`;
  const { total } = await oneRow(
    db,
    sql<{ total: number }>`select count(*)::int as total from parties_customer where ${matches}`,
  );
  const found = await rows(
    db,
    sql<ResponseOf<typeof customersRoute>['rows'][number]>`
    select customer_id as "customerId", code, kind, ${name} as name, city, province, created_at as since
    from parties_customer where ${matches}
    order by ${ORDERS[sort]} ${sql.raw(direction)}, code
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
  );
  return ok({ total, pageSize: PAGE_SIZE, rows: found });
}

/** Enough to recognise the value, not enough to use it: `RSSG…`, `…12`. */
const maskedStart = (text: string | null): string | null =>
  text === null ? null : `${text.slice(0, 4)}${'•'.repeat(Math.max(text.length - 4, 0))}`;
const maskedEnd = (text: string | null): string | null =>
  text === null ? null : `${'•'.repeat(Math.max(text.length - 2, 0))}${text.slice(-2)}`;

type CustomerRow = Omit<ResponseOf<typeof customerRoute>, 'maskedTaxCode' | 'maskedPhone'> & {
  readonly taxCode: string | null;
  readonly phone: string | null;
};

export async function showCustomer(
  { db, companyId }: Context,
  { customerId }: RequestOf<typeof customerRoute>,
): Promise<Result<ResponseOf<typeof customerRoute>, { readonly code: 'parties.not_found' }>> {
  const row = await maybeRow(
    db,
    sql<CustomerRow>`
    select customer_id as "customerId", code, kind, ${name} as name, tax_code as "taxCode", vat_number as "vatNumber", email, phone, pec,
      recipient_code as "recipientCode", street, postal_code as "postalCode", city, province, country, language, created_at as since
    from parties_customer where company_id = ${companyId} and customer_id = ${customerId}`,
  );
  if (row === null) return refuse({ code: 'parties.not_found' });
  const { taxCode, phone, ...customer } = row;
  return ok({ ...customer, maskedTaxCode: maskedStart(taxCode), maskedPhone: maskedEnd(phone) });
}

export type SensitiveFields = {
  readonly taxCode: string | null;
  readonly bornOn: string | null;
  readonly phone: string | null;
};

export const findSensitiveFields = ({ db, companyId }: Context, customerId: string): Promise<SensitiveFields | null> =>
  maybeRow(
    db,
    sql<SensitiveFields>`select tax_code as "taxCode", born_on as "bornOn", phone
    from parties_customer where company_id = ${companyId} and customer_id = ${customerId}`,
  );
