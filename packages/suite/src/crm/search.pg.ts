import { ok, type Result } from '@sportello/kernel/result';
import { sql } from 'kysely';
import { foldForSearch } from '../parties/index.js';
import type { Context } from '../platform/context.js';
import { rows } from '../platform/database.js';
import type { RequestOf, ResponseOf } from '../platform/route.js';
import type { searchRoute } from './office-api.js';

type Hit = ResponseOf<typeof searchRoute>['hits'][number];
const OF_EACH_KIND = 6;

const escape = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const NAME = sql.raw(`coalesce(customer.company_name, customer.last_name || ' ' || customer.first_name)`);

/** Find records by what a person has at hand. Exact codes come first; shorter than two characters finds nothing. */
export async function searchRecords(
  { db, companyId, clock }: Context,
  { q }: RequestOf<typeof searchRoute>,
): Promise<Result<ResponseOf<typeof searchRoute>, never>> {
  const folded = foldForSearch(q);
  if (folded.length < 2) return ok({ hits: [] });
  const words = folded.split(' ').map((word) => `%${escape(word)}%`);
  // A POD is written in groups and a PDR dictated in groups: `IT 001 E 1234` is `IT001E1234`.
  const code = folded.replace(/[\s.-]/g, '').toUpperCase();

  const customers = await rows(
    db,
    sql<Hit>`
    select 'customer' as kind, customer_id as id, ${NAME} as title, code as detail
    from parties_customer customer where company_id = ${companyId} and search_text like all(${words}::text[])
    order by (code = ${code} or tax_code = ${code} or vat_number = ${code}) desc nulls last, title, code limit ${OF_EACH_KIND}`,
  );

  const points = await rows(
    db,
    sql<Hit>`
    select 'supply_point' as kind, point.supply_point_id as id, point.code as title,
      concat_ws(' · ', ${NAME}, point.street || ', ' || point.city) as detail
    from supply_points_point point
    left join contracts_supply supply on supply.company_id = point.company_id and supply.supply_point_id = point.supply_point_id
      and daterange(supply.starts_on, supply.ends_on_exclusive, '[)') @> ${clock.today()}::date
    left join parties_customer customer on customer.company_id = point.company_id and customer.customer_id = supply.customer_id
    where point.company_id = ${companyId} and (point.code like ${`${escape(code)}%`}
      or (length(${code}) >= 5 and point.code like ${`%${escape(code)}`})
      or exists (select from supply_points_meter meter where meter.company_id = point.company_id
        and meter.supply_point_id = point.supply_point_id and upper(meter.serial_number) = ${code}))
    order by point.code limit ${OF_EACH_KIND}`,
  );

  const invoices = await rows(
    db,
    sql<Hit>`
    select 'invoice' as kind, invoice.invoice_id as id, invoice.number as title, ${NAME} as detail
    from invoicing_invoice invoice
    join parties_customer customer on customer.company_id = invoice.company_id and customer.customer_id = invoice.customer_id
    where invoice.company_id = ${companyId} and ${invoiceNumbered(q)}
    order by invoice.issued_on desc, invoice.sequence desc limit ${OF_EACH_KIND}`,
  );

  return ok({ hits: [...customers, ...points, ...invoices] });
}

/** `E-2026-000123`, `2026/123` and `123` all name invoice 123. */
function invoiceNumbered(q: string) {
  const match = /^(?:([A-Za-z]+)[\s/-]+)?(?:(\d{4})[\s/-]+)?(\d{1,9})$/.exec(q.trim());
  if (match === null) return sql`false`;
  const [, series, year, sequence] = match;
  return sql`invoice.sequence = ${Number(sequence)}
    and (${series ?? null}::text is null or upper(invoice.series) = upper(${series ?? null}))
    and (${year ?? null}::int is null or invoice.fiscal_year = ${year ?? null}::int)`;
}
