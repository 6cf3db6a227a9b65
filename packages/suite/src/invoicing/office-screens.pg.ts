import { type Cents, formatCents } from '@sportello/kernel/money';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { type RawBuilder, sql } from 'kysely';
import { foldForSearch } from '../parties/index.js';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow, rows } from '../platform/database.js';
import { type FileAnswer, PAGE_SIZE, type RequestOf, type ResponseOf } from '../platform/route.js';
import { billPdf } from './archive-bill.js';
import type { InvoiceDocument } from './domain/invoice-document.js';
import type { customerAccountRoute, invoiceRoute, invoicesRoute } from './office-api.js';

type InvoiceNotFound = { readonly code: 'invoicing.not_found' };
type Row = ResponseOf<typeof invoicesRoute>['rows'][number];

/** int8 of cents, as the driver gives it → `123.45`. */
const euro = (cents: string | null): string => formatCents(BigInt(cents ?? '0') as Cents);

const ORDERS = {
  issued: sql.raw('issued_on'),
  due: sql.raw('due_on'),
  total: sql.raw('total_cents'),
  number: sql.raw('number'),
  customer: sql.raw('customer_name'),
};

/** Invoices that match, with the name of the customer and what the ledger leaves to pay. */
const invoicesWith = ({ companyId, clock }: Context, condition: RawBuilder<unknown>) => sql`
  select invoice.*, customer.code as customer_code, customer.name as customer_name, account.open_cents,
    case when account.open_cents <= 0 then 'paid' when invoice.due_on < ${clock.today()}::date then 'overdue' else 'to_pay' end as payment_state
  from invoicing_invoice invoice
  join lateral (select code, coalesce(company_name, last_name || ' ' || first_name) as name, search_text from parties_customer c
    where c.company_id = invoice.company_id and c.customer_id = invoice.customer_id) customer on true
  join lateral (select coalesce(sum(line.amount_cents), 0)::bigint as open_cents from ledger_line line
    where line.company_id = invoice.company_id and line.customer_id = invoice.customer_id
      and line.document_id = invoice.invoice_id and line.account = 'receivable') account on true
  where invoice.company_id = ${companyId} and ${condition}`;

const COLUMNS = sql.raw(`invoice_id as "invoiceId", number, document_type as "documentType", bill_type as "billType",
  customer_id as "customerId", customer_code as "customerCode", customer_name as "customerName", supply_id as "supplyId", commodity,
  issued_on as "issuedOn", due_on as "dueOn", period_from as "periodFrom", period_to_exclusive as "periodToExclusive",
  consumption, consumption_unit as "consumptionUnit", total_cents as total, open_cents as open, payment_state as "paymentState"`);

const inEuro = <R extends { readonly total: string; readonly open: string }>(row: R): R => ({
  ...row,
  total: euro(row.total),
  open: euro(row.open),
});

function conditionOf({
  q,
  customerId,
  supplyId,
  runId,
  commodity,
  issuedFrom,
  issuedTo,
}: RequestOf<typeof invoicesRoute>): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (customerId !== undefined) conditions.push(sql`invoice.customer_id = ${customerId}`);
  if (supplyId !== undefined) conditions.push(sql`invoice.supply_id = ${supplyId}`);
  if (runId !== undefined) conditions.push(sql`invoice.run_id = ${runId}`);
  if (commodity !== undefined) conditions.push(sql`invoice.commodity = ${commodity}`);
  if (issuedFrom !== undefined) conditions.push(sql`invoice.issued_on >= ${issuedFrom}::date`);
  if (issuedTo !== undefined) conditions.push(sql`invoice.issued_on <= ${issuedTo}::date`);
  const escape = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
  const words = foldForSearch(q)
    .split(' ')
    .filter(Boolean)
    .map((word) => `%${escape(word)}%`);
  if (words.length > 0)
    conditions.push(
      sql`(invoice.number ilike ${`%${escape(q.trim())}`} or customer.search_text like all(${words}::text[]))`,
    );
  return sql.join(conditions, sql` and `);
}

export async function showInvoices(
  context: Context,
  input: RequestOf<typeof invoicesRoute>,
): Promise<Result<ResponseOf<typeof invoicesRoute>, never>> {
  const { sort, direction, page, payment } = input;
  const found = invoicesWith(context, conditionOf(input));
  const states = await rows(
    context.db,
    sql<ResponseOf<typeof invoicesRoute>['states'][number]>`
    select payment_state as state, count(*)::int as count, sum(total_cents)::bigint as total, sum(open_cents)::bigint as open
    from (${found}) as found group by payment_state`,
  );
  const ofPage = await rows(
    context.db,
    sql<Row>`
    select ${COLUMNS} from (${found}) as found
    where ${payment ?? null}::text is null or payment_state = ${payment ?? null}
    order by ${ORDERS[sort]} ${sql.raw(direction)}, fiscal_year desc, series, sequence desc
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
  );
  const total = states
    .filter(({ state }) => payment === undefined || state === payment)
    .reduce((sum, { count }) => sum + count, 0);
  return ok({ total, pageSize: PAGE_SIZE, states: states.map(inEuro), rows: ofPage.map(inEuro) });
}

type Invoice = ResponseOf<typeof invoiceRoute>;
type Posting = Invoice['postings'][number];

export async function showInvoice(
  context: Context,
  { invoiceId }: RequestOf<typeof invoiceRoute>,
): Promise<Result<Invoice, InvoiceNotFound>> {
  const { db, companyId } = context;
  const found = await maybeRow(
    db,
    sql<Invoice['invoice'] & { readonly document: InvoiceDocument }>`
    select ${COLUMNS}, run_id as "runId", document,
      (select supply_point_id from contracts_supply s where s.company_id = ${companyId} and s.supply_id = found.supply_id) as "supplyPointId"
    from (${invoicesWith(context, sql`invoice.invoice_id = ${invoiceId}`)}) as found`,
  );
  if (found === null) return refuse({ code: 'invoicing.not_found' });
  const { document, ...invoice } = found;
  const eInvoice = await maybeRow(
    db,
    sql<NonNullable<Invoice['eInvoice']>>`
    select file_name as "fileName", sha256, created_at as "createdAt" from invoicing_e_invoice
    where company_id = ${companyId} and invoice_id = ${invoiceId}`,
  );
  const postings = await rows(
    db,
    sql<Posting>`
    select entry.entry_id as "entryId", entry.kind, entry.posted_on as "postedOn", entry.description, entry.payment_office as "paymentOffice",
      (select json_agg(json_build_object('account', line.account, 'amount', line.amount_cents::text) order by line.line_no)
        from ledger_line line where line.company_id = entry.company_id and line.entry_id = entry.entry_id) as lines
    from ledger_entry entry
    where entry.company_id = ${companyId} and entry.customer_id = ${invoice.customerId}
      and exists (select from ledger_line line where line.company_id = entry.company_id and line.entry_id = entry.entry_id
        and line.document_id = ${invoiceId})
    order by entry.posted_on, entry.entry_id`,
  );
  return ok({
    invoice: inEuro(invoice),
    document,
    eInvoice,
    postings: postings.map((entry) => ({
      ...entry,
      lines: entry.lines.map(({ account, amount }) => ({ account, amount: euro(amount) })),
    })),
  });
}

export async function downloadInvoicePdf(
  context: Context,
  { invoiceId }: { readonly invoiceId: string },
): Promise<Result<FileAnswer, InvoiceNotFound>> {
  const file = await billPdf(context, invoiceId);
  return file === null ? refuse({ code: 'invoicing.not_found' }) : ok({ ...file, inline: true });
}

export async function downloadInvoiceXml(
  { db, companyId }: Context,
  { invoiceId }: { readonly invoiceId: string },
): Promise<Result<FileAnswer, InvoiceNotFound>> {
  const found = await maybeRow(
    db,
    sql<FileAnswer>`
    select file_name as "fileName", 'application/xml' as "mediaType", xml as content from invoicing_e_invoice
    where company_id = ${companyId} and invoice_id = ${invoiceId}`,
  );
  return found === null ? refuse({ code: 'invoicing.not_found' }) : ok(found);
}

type Account = ResponseOf<typeof customerAccountRoute>;

export async function showAccountOfCustomer(
  context: Context,
  { customerId }: RequestOf<typeof customerAccountRoute>,
): Promise<Result<Account, never>> {
  const { db, companyId } = context;
  const movements = await rows(
    db,
    sql<Account['movements'][number]>`
    select entry.entry_id as "entryId", entry.kind, entry.posted_on as "postedOn", entry.description, entry.payment_office as "paymentOffice",
      moved.amount_cents as amount,
      sum(moved.amount_cents) over (order by entry.posted_on, entry.created_at, entry.entry_id)::bigint as balance,
      moved.document_id as "invoiceId", invoice.number as "invoiceNumber"
    from (select entry_id, sum(amount_cents)::bigint as amount_cents, (array_agg(document_id))[1] as document_id from ledger_line
      where company_id = ${companyId} and customer_id = ${customerId} and account = 'receivable' group by entry_id) moved
    join ledger_entry entry on entry.company_id = ${companyId} and entry.entry_id = moved.entry_id
    left join invoicing_invoice invoice on invoice.company_id = ${companyId} and invoice.invoice_id = moved.document_id
    order by entry.posted_on desc, entry.created_at desc, entry.entry_id desc`,
  );
  const { open_invoices, overdue, overdue_since } = await oneRow(
    db,
    sql<{ open_invoices: number; overdue: string | null; overdue_since: string | null }>`
    select count(*) filter (where payment_state <> 'paid')::int as open_invoices,
      sum(open_cents) filter (where payment_state = 'overdue')::bigint as overdue,
      min(due_on) filter (where payment_state = 'overdue') as overdue_since
    from (${invoicesWith(context, sql`invoice.customer_id = ${customerId}`)}) as found`,
  );
  return ok({
    balance: euro(movements[0]?.balance ?? null),
    overdue: euro(overdue),
    overdueSince: overdue_since,
    openInvoices: open_invoices,
    movements: movements.map((movement) => ({
      ...movement,
      amount: euro(movement.amount),
      balance: euro(movement.balance),
    })),
  });
}
