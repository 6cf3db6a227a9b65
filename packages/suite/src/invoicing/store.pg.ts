import type { LocalDate } from '@sportello/kernel/calendar';
import { type Cents, formatCents, parseCents } from '@sportello/kernel/money';
import { sql } from 'kysely';
import type { BillSnapshot } from '../billing/index.js';
import { copyLine, copyRows, type Db, maybeRow, oneRow, rows } from '../platform/database.js';
import { sha256Hex } from '../platform/secrets.js';
import type { BillToIssue } from './domain/compose-invoice.js';
import type {
  InvoiceCustomer,
  InvoiceDocument,
  InvoiceLine,
  InvoicePayment,
  VatRow,
} from './domain/invoice-document.js';

export type LoadedBill = {
  readonly billId: string;
  readonly supplyId: string;
  readonly customerId: string;
  readonly bill: BillToIssue;
  readonly customer: InvoiceCustomer;
  readonly hasPortalAccount: boolean;
};

const euro = (text: string): string => formatCents(BigInt(text) as Cents);

/** The bills of a computed lot with their customers, in the order in which they take their numbers. */
export async function loadBillsOfLot(
  db: Db,
  companyId: string,
  runId: string,
  lotNo: number,
): Promise<readonly LoadedBill[]> {
  type Row = {
    bill_id: string;
    supply_id: string;
    customer_id: string;
    commodity: 'electricity' | 'gas';
    period_from: LocalDate;
    period_to_exclusive: LocalDate;
    recalculated_from: LocalDate | null;
    total_cents: string;
    taxable_cents: string;
    vat_cents: string;
    outside_vat_cents: string;
    consumption: string;
    consumption_origin: 'actual' | 'self_reported' | 'estimated';
    lines: InvoiceLine[];
    vat: VatRow[];
    snapshot: BillSnapshot;
    code: string;
    kind: 'person' | 'company';
    first_name: string | null;
    last_name: string | null;
    company_name: string | null;
    tax_code: string | null;
    vat_number: string | null;
    pec: string | null;
    recipient_code: string;
    street: string;
    postal_code: string;
    city: string;
    province: string;
    country: string;
    language: 'it' | 'en';
    has_account: boolean;
  };
  const found = await rows(
    db,
    sql<Row>`
    select b.bill_id, b.supply_id, b.customer_id, b.commodity, b.period_from, b.period_to_exclusive, b.recalculated_from, b.total_cents, b.taxable_cents, b.vat_cents, b.outside_vat_cents,
      trim_scale(b.consumption) as consumption, b.consumption_origin, b.lines, b.vat, b.snapshot,
      c.code, c.kind, c.first_name, c.last_name, c.company_name, c.tax_code, c.vat_number, c.pec, c.recipient_code, c.street, c.postal_code, c.city, c.province, c.country, c.language,
      exists (select from portal_accounts_account a where a.company_id = b.company_id and a.customer_id = b.customer_id and a.confirmed_at is not null and a.disabled_at is null) as has_account
    from billing_bill b join parties_customer c on c.company_id = b.company_id and c.customer_id = b.customer_id
    where b.company_id = ${companyId} and b.run_id = ${runId} and b.lot_no = ${lotNo} and b.mode = 'final' order by b.customer_id, b.supply_id`,
  );
  return found.map((row) => ({
    billId: row.bill_id,
    supplyId: row.supply_id,
    customerId: row.customer_id,
    hasPortalAccount: row.has_account,
    bill: {
      commodity: row.commodity,
      period: { from: row.period_from, toExclusive: row.period_to_exclusive },
      recalculatedFrom: row.recalculated_from,
      lines: row.lines,
      vat: row.vat,
      totals: {
        taxable: euro(row.taxable_cents),
        vat: euro(row.vat_cents),
        outsideVat: euro(row.outside_vat_cents),
        total: euro(row.total_cents),
      },
      consumption: row.consumption,
      consumptionOrigin: row.consumption_origin,
      snapshot: row.snapshot,
    },
    customer: {
      customerId: row.customer_id,
      code: row.code,
      displayName: row.kind === 'person' ? `${row.first_name} ${row.last_name}` : (row.company_name ?? ''),
      ...(row.kind === 'person' ? { person: { firstName: row.first_name ?? '', lastName: row.last_name ?? '' } } : {}),
      ...(row.tax_code === null ? {} : { taxCode: row.tax_code }),
      ...(row.vat_number === null ? {} : { vatNumber: row.vat_number }),
      address: {
        street: row.street,
        postalCode: row.postal_code,
        city: row.city,
        ...(row.country === 'IT' ? { province: row.province } : {}),
        country: row.country,
      },
      recipientCode: row.recipient_code,
      ...(row.pec === null ? {} : { pec: row.pec }),
      language: row.language,
    },
  }));
}

/** Invoices of these customers that are due and not fully paid on a day: what the next bill reminds them of. */
export async function unpaidOf(
  db: Db,
  companyId: string,
  customerIds: readonly string[],
  onDay: LocalDate,
): Promise<ReadonlyMap<string, InvoicePayment['previousUnpaid']>> {
  const found = await rows(
    db,
    sql<{ customer_id: string; number: string; due_on: LocalDate; open: string }>`
    select l.customer_id, i.number, i.due_on, l.open from (
      select customer_id, document_id, sum(amount_cents) as open from ledger_line
      where company_id = ${companyId} and account = 'receivable' and customer_id = any(${customerIds}) and document_id is not null
      group by customer_id, document_id having sum(amount_cents) > 0) l
    join invoicing_invoice i on i.company_id = ${companyId} and i.invoice_id = l.document_id
    where i.due_on < ${onDay} order by i.due_on, i.number`,
  );
  const result = new Map<string, { number: string; dueOn: LocalDate; amount: string }[]>();
  for (const { customer_id, number, due_on, open } of found) {
    const list = result.get(customer_id) ?? [];
    list.push({ number, dueOn: due_on, amount: euro(open) });
    result.set(customer_id, list);
  }
  return result;
}

/**
 * Take `count` numbers of a series and give the first: a row updated in the issuing transaction, so that a rollback
 * gives them back and no number is ever missing or repeated.
 */
export async function takeNumbers(
  db: Db,
  companyId: string,
  series: string,
  fiscalYear: number,
  count: number,
): Promise<number> {
  const { last } = await oneRow(
    db,
    sql<{ last: number }>`
    insert into invoicing_counter as c (company_id, series, fiscal_year, last) values (${companyId}, ${series}, ${fiscalYear}, ${count})
    on conflict (company_id, series, fiscal_year) do update set last = c.last + ${count} returning last`,
  );
  return last - count + 1;
}

/** The latest issue day of a series in a year: numbers and days must rise together. */
export const latestIssueDay = async (
  db: Db,
  companyId: string,
  series: string,
  fiscalYear: number,
): Promise<LocalDate | null> =>
  (
    await maybeRow(
      db,
      sql<{
        latest: LocalDate | null;
      }>`select max(issued_on) as latest from invoicing_invoice where company_id = ${companyId} and series = ${series} and fiscal_year = ${fiscalYear}`,
    )
  )?.latest ?? null;

export type IssuedInvoice = {
  readonly invoiceId: string;
  readonly billId: string;
  readonly supplyId: string;
  readonly sequence: number;
  readonly document: InvoiceDocument;
  readonly xml: string;
  readonly fileName: string;
};

/** Write the invoices and e-invoices of a lot by COPY. */
export async function insertInvoices(
  db: Db,
  companyId: string,
  runId: string,
  invoices: readonly IssuedInvoice[],
): Promise<void> {
  await copyRows(
    db,
    `invoicing_invoice (company_id, invoice_id, series, fiscal_year, sequence, number, document_type, bill_type, customer_id, supply_id, bill_id, run_id, commodity,
    issued_on, due_on, period_from, period_to_exclusive, consumption, consumption_unit, taxable_cents, vat_cents, outside_vat_cents, total_cents, document)`,
    invoices.map(({ invoiceId, billId, supplyId, sequence, document }) =>
      copyLine([
        companyId,
        invoiceId,
        document.series,
        document.fiscalYear,
        sequence,
        document.number,
        document.documentType,
        document.billType,
        document.customer.customerId,
        supplyId,
        billId,
        runId,
        document.commodity,
        document.issuedOn,
        document.dueOn,
        document.period.from,
        document.period.toExclusive,
        document.consumption.quantity,
        document.consumption.unit,
        parseCents(document.totals.taxable),
        parseCents(document.totals.vat),
        parseCents(document.totals.outsideVat),
        parseCents(document.totals.total),
        JSON.stringify(document),
      ]),
    ),
  );
  await copyRows(
    db,
    'invoicing_e_invoice (company_id, invoice_id, file_name, xml, sha256)',
    invoices.map(({ invoiceId, fileName, xml }) => copyLine([companyId, invoiceId, fileName, xml, sha256Hex(xml)])),
  );
}

/** What a bill PDF is made from. */
export const findDocument = (
  db: Db,
  companyId: string,
  invoiceId: string,
): Promise<{ readonly document: InvoiceDocument; readonly file_name: string; readonly xml: string } | null> =>
  maybeRow(
    db,
    sql<{ document: InvoiceDocument; file_name: string; xml: string }>`
    select i.document, e.file_name, e.xml from invoicing_invoice i join invoicing_e_invoice e on e.company_id = i.company_id and e.invoice_id = i.invoice_id
    where i.company_id = ${companyId} and i.invoice_id = ${invoiceId}`,
  );

export const invoicesOfLot = async (
  db: Db,
  companyId: string,
  runId: string,
  lotNo: number,
): Promise<readonly string[]> =>
  (
    await rows(
      db,
      sql<{
        invoice_id: string;
      }>`select i.invoice_id from invoicing_invoice i join billing_bill b on b.company_id = i.company_id and b.bill_id = i.bill_id
    where i.company_id = ${companyId} and i.run_id = ${runId} and b.lot_no = ${lotNo} order by i.series, i.sequence`,
    )
  ).map(({ invoice_id }) => invoice_id);

/** The invoices of a run in the order of their numbers, with what their payment needs. */
export async function invoicesOfRun(
  db: Db,
  companyId: string,
  runId: string,
): Promise<
  readonly {
    readonly invoiceId: string;
    readonly customerId: string;
    readonly issuedOn: LocalDate;
    readonly dueOn: LocalDate;
    readonly totalCents: string;
  }[]
> {
  return rows(
    db,
    sql<{ invoiceId: string; customerId: string; issuedOn: LocalDate; dueOn: LocalDate; totalCents: string }>`
    select invoice_id as "invoiceId", customer_id as "customerId", issued_on as "issuedOn", due_on as "dueOn", total_cents as "totalCents"
    from invoicing_invoice where company_id = ${companyId} and run_id = ${runId} order by series, sequence`,
  );
}

export const findInvoiceByNumber = async (db: Db, companyId: string, number: string): Promise<string | null> =>
  (
    await maybeRow(
      db,
      sql<{
        invoice_id: string;
      }>`select invoice_id from invoicing_invoice where company_id = ${companyId} and number = ${number}`,
    )
  )?.invoice_id ?? null;

/** E-invoice files in the order of their names, a page at a time. */
export const eInvoicesAfter = (
  db: Db,
  companyId: string,
  after: string,
  count: number,
): Promise<readonly { readonly fileName: string; readonly xml: string }[]> =>
  rows(
    db,
    sql<{ fileName: string; xml: string }>`
    select file_name as "fileName", xml from invoicing_e_invoice where company_id = ${companyId} and file_name > ${after} order by file_name limit ${count}`,
  );
