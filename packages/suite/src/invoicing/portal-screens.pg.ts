import { type Cents, formatCents, sumCents } from '@sportello/kernel/money';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { type RawBuilder, sql } from 'kysely';
import { type PackedTraces, unpackTraces } from '../billing/index.js';
import type { Context, CustomerActor } from '../platform/context.js';
import { maybeRow, rows } from '../platform/database.js';
import { decimalComma, italianCsv, italianDay } from '../platform/italian-csv.js';
import type { FileAnswer, RequestOf, ResponseOf } from '../platform/route.js';
import type { InvoiceDocument, InvoiceLineTrace } from './domain/invoice-document.js';
import type { portalBilledReadingsRoute, portalInvoiceRoute, portalInvoicesRoute } from './portal-api.js';

type CustomerContext = Context<CustomerActor>;
type Invoices = ResponseOf<typeof portalInvoicesRoute>;
type InvoiceRow = Invoices['rows'][number];
type InvoicePage = ResponseOf<typeof portalInvoiceRoute>;
type NotFound = { readonly code: 'invoicing.not_found' };

const euro = (cents: string): string => formatCents(BigInt(cents) as Cents);

type Row = Omit<InvoiceRow, 'total' | 'paid' | 'open'> & { totalCents: string; openCents: string };

/** Invoices of the customer with their state of payment from the ledger, newest first. */
async function listInvoices(
  { db, companyId, actor, clock }: CustomerContext,
  also: RawBuilder<unknown>,
): Promise<InvoiceRow[]> {
  const found = await rows(
    db,
    sql<Row>`
    select invoice.invoice_id as "invoiceId", invoice.number, invoice.supply_id as "supplyId", invoice.commodity,
      coalesce(nullif(supply.alias, ''), point.street) as "supplyName", invoice.issued_on as "issuedOn",
      invoice.period_from as "periodFrom", invoice.period_to_exclusive as "periodToExclusive", invoice.total_cents as "totalCents",
      invoice.bill_type as "billType", trim_scale(invoice.consumption) as consumption, invoice.consumption_unit as "consumptionUnit",
      invoice.due_on as "dueOn", ledger.open_cents as "openCents", coalesce(office.names, '{}') as "paymentOffices",
      case when ledger.open_cents = 0 then 'paid' when ledger.open_cents < 0 then 'credit' when invoice.due_on < ${clock.today()}::date then 'overdue'
        when ledger.open_cents < invoice.total_cents then 'partly_paid' else 'to_pay' end as state
    from invoicing_invoice invoice
    join contracts_supply supply on supply.company_id = invoice.company_id and supply.supply_id = invoice.supply_id
    join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
    cross join lateral (
      select coalesce(sum(amount_cents), 0)::bigint as open_cents from ledger_line line
      where line.company_id = invoice.company_id and line.document_id = invoice.invoice_id and line.account = 'receivable') ledger
    cross join lateral (
      select array_agg(distinct entry.payment_office) as names from ledger_line line
      join ledger_entry entry on entry.company_id = line.company_id and entry.entry_id = line.entry_id
      where line.company_id = invoice.company_id and line.document_id = invoice.invoice_id and line.account = 'receivable'
        and entry.kind = 'receipt' and entry.payment_office is not null) office
    where invoice.company_id = ${companyId} and invoice.customer_id = ${actor.customerId} and ${also}
    order by invoice.issued_on desc, invoice.sequence desc, invoice.invoice_id`,
  );
  return found.map(({ totalCents, openCents, ...rest }) => ({
    ...rest,
    total: euro(totalCents),
    open: euro(openCents),
    paid: formatCents((BigInt(totalCents) - BigInt(openCents)) as Cents),
  }));
}

const isOpen = ({ state }: InvoiceRow): boolean => state === 'to_pay' || state === 'partly_paid' || state === 'overdue';

const passes = (row: InvoiceRow, { supplyId, show, year }: RequestOf<typeof portalInvoicesRoute>): boolean =>
  (supplyId === undefined || row.supplyId === supplyId) &&
  (year === undefined || row.issuedOn.startsWith(`${year}-`)) &&
  (show === 'all' || (show === 'open') === isOpen(row));

// A customer has tens of invoices, a business hundreds: one read serves list, counts and choices of the filters.
export async function showPortalInvoices(
  context: CustomerContext,
  filter: RequestOf<typeof portalInvoicesRoute>,
): Promise<Result<Invoices, never>> {
  const all = await listInvoices(context, sql`true`);
  const open = all.filter(isOpen);
  const supplies = new Map(
    all.map(({ supplyId, commodity, supplyName }) => [supplyId, { supplyId, commodity, name: supplyName }]),
  );
  return ok({
    rows: all.filter((row) => passes(row, filter)),
    counts: { all: all.length, open: open.length, paid: all.length - open.length },
    openTotal: formatCents(sumCents(open.map((row) => BigInt(row.open.replace('.', '')) as Cents))),
    years: [...new Set(all.map(({ issuedOn }) => Number(issuedOn.slice(0, 4))))],
    supplies: [...supplies.values()],
  });
}

const CSV_HEAD = [
  'Numero',
  'Data',
  'Servizio',
  'Fornitura',
  'Tipo',
  'Consumo',
  'Unità',
  'Importo',
  'Scadenza',
  'Pagato',
  'Da pagare',
  'Sportello di incasso',
  'Stato',
];
const IN_WORDS = {
  electricity: 'Luce',
  gas: 'Gas',
  ordinary: 'Ordinaria',
  recalculation: 'Conguaglio',
  closing: 'Chiusura',
  credit_note: 'Nota di credito',
  paid: 'Pagata',
  partly_paid: 'Pagata in parte',
  to_pay: 'Da pagare',
  overdue: 'Scaduta',
  credit: 'A credito',
} as const;

export async function downloadPortalInvoicesCsv(
  context: CustomerContext,
  filter: RequestOf<typeof portalInvoicesRoute>,
): Promise<Result<FileAnswer, never>> {
  const shown = (await listInvoices(context, sql`true`)).filter((row) => passes(row, filter));
  const content = italianCsv(
    CSV_HEAD,
    shown.map((row) => [
      row.number,
      italianDay(row.issuedOn),
      IN_WORDS[row.commodity],
      row.supplyName,
      IN_WORDS[row.billType],
      decimalComma(row.consumption),
      row.consumptionUnit,
      decimalComma(row.total),
      italianDay(row.dueOn),
      decimalComma(row.paid),
      decimalComma(row.open),
      row.paymentOffices.join(', '),
      IN_WORDS[row.state],
    ]),
  );
  return ok({ fileName: `bollette-${context.clock.today()}.csv`, mediaType: 'text/csv; charset=utf-8', content });
}

export async function showPortalInvoice(
  context: CustomerContext,
  { invoiceId }: RequestOf<typeof portalInvoiceRoute>,
): Promise<Result<InvoicePage, NotFound>> {
  const { db, companyId } = context;
  const [invoice] = await listInvoices(context, sql`invoice.invoice_id = ${invoiceId}`);
  if (invoice === undefined) return refuse({ code: 'invoicing.not_found' });
  const stored = await maybeRow(
    db,
    sql<{
      document: InvoiceDocument;
      traces: PackedTraces | null;
      hasEInvoice: boolean;
    }>`
    select document, (select traces from billing_bill b where b.company_id = i.company_id and b.bill_id = i.bill_id) as traces,
      exists (select from invoicing_e_invoice e where e.company_id = i.company_id and e.invoice_id = i.invoice_id) as "hasEInvoice"
    from invoicing_invoice i where company_id = ${companyId} and invoice_id = ${invoiceId}`,
  );
  if (stored === null) return refuse({ code: 'invoicing.not_found' });
  const payments = await rows(
    db,
    sql<{ paidOn: string; cents: string; paymentOffice: string }>`
    select entry.posted_on as "paidOn", -line.amount_cents as cents, coalesce(entry.payment_office, '') as "paymentOffice"
    from ledger_line line join ledger_entry entry on entry.company_id = line.company_id and entry.entry_id = line.entry_id
    where line.company_id = ${companyId} and line.document_id = ${invoiceId} and line.account = 'receivable' and entry.kind = 'receipt'
    order by entry.posted_on, entry.entry_id`,
  );
  // Only a bill of a period as long tells something when put beside this one.
  const previous = await maybeRow(
    db,
    sql<{ invoiceId: string; number: string; totalCents: string; consumption: string }>`
    select invoice_id as "invoiceId", number, total_cents as "totalCents", trim_scale(consumption) as consumption from invoicing_invoice
    where company_id = ${companyId} and supply_id = ${invoice.supplyId} and period_to_exclusive = ${invoice.periodFrom} and bill_type <> 'credit_note'
      and abs((period_to_exclusive - period_from) - (${invoice.periodToExclusive}::date - ${invoice.periodFrom}::date)) <= 4
    order by issued_on desc, sequence desc limit 1`,
  );
  return ok({
    invoice,
    document: explained(stored.document, stored.traces === null ? [] : unpackTraces(stored.traces)),
    payments: payments.map(({ cents, ...rest }) => ({ ...rest, amount: euro(cents) })),
    previous:
      previous === null
        ? null
        : {
            invoiceId: previous.invoiceId,
            number: previous.number,
            total: euro(previous.totalCents),
            consumption: previous.consumption,
          },
    hasEInvoice: stored.hasEInvoice,
  });
}

type BilledReadings = ResponseOf<typeof portalBilledReadingsRoute>;

export async function showBilledReadings(
  { db, companyId, actor }: CustomerContext,
  { supplyId }: RequestOf<typeof portalBilledReadingsRoute>,
): Promise<Result<BilledReadings, NotFound>> {
  const supply = await maybeRow(
    db,
    sql`select 1 from contracts_supply where company_id = ${companyId} and supply_id = ${supplyId} and customer_id = ${actor.customerId}`,
  );
  if (supply === null) return refuse({ code: 'invoicing.not_found' });
  const found = await rows(
    db,
    sql<BilledReadings['rows'][number]>`
    select distinct on (reading->>'serialNumber', reading->>'readOn', reading->>'kind') reading->>'serialNumber' as "serialNumber",
      reading->>'readOn' as "readOn", reading->>'kind' as kind, invoice_id as "invoiceId", number
    from invoicing_invoice invoice cross join lateral jsonb_array_elements(invoice.document::jsonb->'readings') reading
    where company_id = ${companyId} and supply_id = ${supplyId} and customer_id = ${actor.customerId}
    order by reading->>'serialNumber', reading->>'readOn', reading->>'kind', issued_on, sequence`,
  );
  return ok({ rows: found });
}

/**
 * The document with the whole trace of each line, which stays with the bill it was issued from: the lines of both are
 * the same, in the same order. The web code is for who has no account yet, so it stays out.
 */
function explained({ webCode: _, ...document }: InvoiceDocument, traces: readonly InvoiceLineTrace[]): InvoiceDocument {
  const lines = document.lines.map((line, index) => {
    const trace = traces[index];
    return trace === undefined ? line : { ...line, trace: { ...line.trace, ...trace } };
  });
  return { ...document, lines };
}

/** True when the invoice is the signed-in customer's. */
export const ownsInvoice = async ({ db, companyId, actor }: CustomerContext, invoiceId: string): Promise<boolean> =>
  (await maybeRow(
    db,
    sql`select 1 from invoicing_invoice where company_id = ${companyId} and invoice_id = ${invoiceId} and customer_id = ${actor.customerId}`,
  )) !== null;
