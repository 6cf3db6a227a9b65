import { type RawBuilder, sql } from 'kysely';
import { type Db, rows } from '../platform/database.js';

/** A broken promise: which one, on what, and the figures that show it. */
export type Violation = {
  readonly invariant: number;
  readonly sentence: string;
  readonly subject: string;
  readonly detail: string;
};

type Found = { readonly subject: string; readonly detail: string };
type Invariant = {
  readonly number: number;
  readonly sentence: string;
  readonly query: (companyId: string) => RawBuilder<Found>;
};

/** A broken rule usually breaks on thousands of rows: so many of them say enough. */
const MOST_PER_INVARIANT = 20;

/**
 * What must hold in the database of a company at any moment, each rule as one query and so on one snapshot: it may run
 * beside the workers. Numbers are those of the reliability plan; rules of capabilities that do not exist yet are
 * missing here.
 */
const INVARIANTS: readonly Invariant[] = [
  {
    number: 1,
    sentence: 'Every ledger entry has at least two lines, and they sum to zero',
    query: (companyId) => sql`
      select e.source as subject, format('%s lines, sum %s cents', count(l.line_no), coalesce(sum(l.amount_cents), 0)) as detail
      from ledger_entry e left join ledger_line l on l.company_id = e.company_id and l.entry_id = e.entry_id
      where e.company_id = ${companyId} group by e.entry_id, e.source having count(l.line_no) < 2 or sum(l.amount_cents) <> 0`,
  },
  {
    number: 2,
    sentence: 'Invoice numbers of a series and year are 1, 2, 3 …, and the counter is the last one',
    query: (companyId) => sql`
      select number as subject, format('sequence %s, expected %s', sequence, expected) as detail from (
        select number, sequence, row_number() over (partition by series, fiscal_year order by sequence) as expected
        from invoicing_invoice where company_id = ${companyId}) n
      where sequence <> expected
      union all
      select format('%s %s', c.series, c.fiscal_year), format('counter %s, last number %s', c.last, coalesce(i.last, 0))
      from invoicing_counter c left join (
        select series, fiscal_year, max(sequence) as last from invoicing_invoice where company_id = ${companyId} group by series, fiscal_year) i using (series, fiscal_year)
      where c.company_id = ${companyId} and c.series <> 'SDI' and c.last <> coalesce(i.last, 0)
      union all
      select 'SDI', format('counter %s, e-invoices %s', c.last, e.count)
      from invoicing_counter c cross join (select count(*) from invoicing_e_invoice where company_id = ${companyId}) e
      where c.company_id = ${companyId} and c.series = 'SDI' and c.last <> e.count`,
  },
  {
    number: 2,
    sentence: 'Issue days never go back as numbers go up, and the fiscal year is that of the day',
    query: (companyId) => sql`
      select number as subject, format('issued on %s after %s', issued_on, previous) as detail from (
        select number, fiscal_year, issued_on, lag(issued_on) over (partition by series, fiscal_year order by sequence) as previous
        from invoicing_invoice where company_id = ${companyId}) n
      where issued_on < previous or extract(year from issued_on) <> fiscal_year`,
  },
  {
    number: 3,
    sentence: 'The lines of an invoice sum to its VAT table, VAT is that of each rate, and both sum to the total',
    query: (companyId) => sql`
      select i.number as subject, format('taxable %s, VAT %s, outside %s cents; lines and rates give %s, %s, %s; by class %s', i.taxable_cents, i.vat_cents, i.outside_vat_cents,
          v.taxable, v.vat, v.outside, v.wrong) as detail
      from invoicing_invoice i cross join lateral (
        select coalesce(sum(coalesce(l.amount, 0)) filter (where rate > 0), 0) as taxable,
          coalesce(sum(coalesce(l.amount, 0)) filter (where rate = 0), 0) as outside,
          coalesce(sum(round(coalesce(l.amount, 0) * rate / 100)), 0) as vat,
          string_agg(class, ' ') filter (where r.taxable is distinct from l.amount or r.vat is distinct from round(l.amount * rate / 100)) as wrong
        from (select vat as class, sum(amount * 100) as amount from json_to_recordset(i.document -> 'lines') as l(vat text, amount numeric) group by vat) l
        full join (select class, taxable * 100 as taxable, vat * 100 as vat from json_to_recordset(i.document -> 'vat') as r(class text, taxable numeric, vat numeric)) r using (class)
        cross join lateral (select case when class like 'N%' then 0 else class::numeric end as rate) n) v
      where i.company_id = ${companyId}
        and (v.wrong is not null or v.taxable <> i.taxable_cents or v.vat <> i.vat_cents or v.outside <> i.outside_vat_cents
          or i.total_cents <> i.taxable_cents + i.vat_cents + i.outside_vat_cents)`,
  },
  {
    number: 3,
    sentence: 'An invoice says what its final bill says',
    query: (companyId) => sql`
      select i.number as subject, coalesce(format('bill %s of %s to %s, %s cents; invoice %s to %s, %s cents', b.bill_id, b.period_from, b.period_to_exclusive, b.total_cents,
          i.period_from, i.period_to_exclusive, i.total_cents), 'no final bill') as detail
      from invoicing_invoice i left join billing_bill b on b.company_id = i.company_id and b.bill_id = i.bill_id and b.mode = 'final'
      where i.company_id = ${companyId} and (b.bill_id is null or (b.supply_id, b.customer_id, b.run_id, b.period_from, b.period_to_exclusive, b.total_cents, b.taxable_cents, b.vat_cents)
        is distinct from (i.supply_id, i.customer_id, i.run_id, i.period_from, i.period_to_exclusive, i.total_cents, i.taxable_cents, i.vat_cents))`,
  },
  {
    number: 3,
    sentence: 'An invoice has one ledger entry, of its total, for its customer',
    query: (companyId) => sql`
      select i.number as subject, format('%s entries, receivable %s cents, invoice %s cents', count(e.entry_id), coalesce(sum(l.amount_cents), 0), i.total_cents) as detail
      from invoicing_invoice i
      left join ledger_entry e on e.company_id = i.company_id and e.source = 'invoice:' || i.invoice_id
      left join ledger_line l on l.company_id = e.company_id and l.entry_id = e.entry_id and l.account = 'receivable' and l.document_id = i.invoice_id and l.customer_id = i.customer_id
      where i.company_id = ${companyId} group by i.invoice_id, i.number, i.total_cents
      having (i.total_cents <> 0 and count(e.entry_id) <> 1) or coalesce(sum(l.amount_cents), 0) <> i.total_cents
      union all
      select e.source, 'posted for an invoice that does not exist' from ledger_entry e
      where e.company_id = ${companyId} and e.source like 'invoice:%'
        and not exists (select from invoicing_invoice i where i.company_id = ${companyId} and i.invoice_id = substr(e.source, 9)::uuid)`,
  },
  {
    number: 3,
    sentence: 'An invoice has one e-invoice, with its number and the bytes of its hash',
    query: (companyId) => sql`
      select i.number as subject, coalesce(format('%s, stored hash %s', e.file_name, e.sha256), 'no e-invoice') as detail
      from invoicing_invoice i left join invoicing_e_invoice e on e.company_id = i.company_id and e.invoice_id = i.invoice_id
      where i.company_id = ${companyId} and (e.invoice_id is null or e.sha256 <> encode(sha256(convert_to(e.xml, 'UTF8')), 'hex')
        or strpos(e.xml, '<Numero>' || i.number || '</Numero>') = 0)`,
  },
  {
    number: 4,
    sentence: 'No day of a supply is in two final bills',
    query: (companyId) => sql`
      select supply_id::text as subject, format('from %s, though billed until %s', period_from, billed_until) as detail from (
        select supply_id, period_from, max(period_to_exclusive) over (partition by supply_id order by period_from, period_to_exclusive rows between unbounded preceding and 1 preceding) as billed_until
        from billing_bill where company_id = ${companyId} and mode = 'final') b
      where period_from < billed_until`,
  },
  {
    number: 5,
    sentence:
      'Between the first and the last final bill of a supply every day is billed, and none outside its contract',
    query: (companyId) => sql`
      select supply_id::text as subject, format('nothing from %s to %s', billed_until, period_from) as detail from (
        select supply_id, period_from, lag(period_to_exclusive) over (partition by supply_id order by period_from) as billed_until
        from billing_bill where company_id = ${companyId} and mode = 'final') b
      where period_from > billed_until
      union all
      select b.supply_id::text, format('billed %s to %s, supplied %s to %s', b.period_from, b.period_to_exclusive, s.starts_on, s.ends_on_exclusive)
      from billing_bill b join contracts_supply s on s.company_id = b.company_id and s.supply_id = b.supply_id
      where b.company_id = ${companyId} and b.mode = 'final' and (b.period_from < s.starts_on or b.period_to_exclusive > s.ends_on_exclusive)`,
  },
  {
    number: 6,
    sentence: 'The readings of a final bill are still as they were used; what rectifies them came later',
    query: (companyId) => sql`
      select b.bill_id::text as subject, format('meter %s, dial %s, %s of %s', u.serial, u.register, u.value, u.read_on) as detail
      from billing_bill b
      join billing_run run on run.company_id = b.company_id and run.run_id = b.run_id
      join contracts_supply s on s.company_id = b.company_id and s.supply_id = b.supply_id
      cross join lateral (
        select r."serialNumber" as serial, d.register, e.value, e.read_on
        from json_to_recordset(b.snapshot -> 'readings') as r("serialNumber" text, "previousReadOn" date, "readOn" date, registers json)
        cross join lateral json_to_recordset(r.registers) as d(register text, previous numeric, current numeric)
        cross join lateral (values (r."previousReadOn", d.previous), (r."readOn", d.current)) as e(read_on, value)) u
      where b.company_id = ${companyId} and b.mode = 'final' and not exists (
        select from metering_reading r join supply_points_meter m on m.company_id = r.company_id and m.meter_id = r.meter_id
        where r.company_id = b.company_id and r.supply_point_id = s.supply_point_id and r.read_on = u.read_on and m.serial_number = u.serial
          and (r.registers ->> u.register)::numeric = u.value and r.accepted_at <= run.created_at
          and not exists (select from metering_reading later where later.company_id = r.company_id and later.supersedes = r.reading_id and later.accepted_at <= run.created_at))`,
  },
  {
    number: 6,
    sentence: 'The application cannot change or delete what was issued, posted, read or audited',
    query: () => sql`
      select fixed.name as subject, fixed.right || ' is granted to sportello_app' as detail
      from (select name, "right" from unnest(array['invoicing_invoice', 'invoicing_e_invoice', 'ledger_entry', 'ledger_line', 'metering_reading', 'metering_curve', 'metering_file',
          'documents_file', 'platform_audit', 'parties_customer_change']) as name
        cross join unnest(array['update', 'delete', 'truncate']) as "right") fixed
      where has_table_privilege('sportello_app', fixed.name, fixed.right)`,
  },
  {
    number: 10,
    sentence: 'A cause has one message, and a message is sent when it says when',
    query: (companyId) => sql`
      select cause as subject, format('%s messages', count(*)) as detail from messaging_message where company_id = ${companyId} group by cause having count(*) > 1
      union all
      select cause, format('state %s, sent at %s', state, sent_at) from messaging_message where company_id = ${companyId} and (state = 'sent') <> (sent_at is not null)`,
  },
  {
    number: 11,
    sentence:
      'Every supply of a computed lot has its bill or the reason why not, and the figures of the lot count them',
    query: (companyId) => sql`
      select format('run %s, lot %s', r.number, l.lot_no) as subject, format('%s supplies, %s bills of %s cents, %s parked; the lot says %s of %s cents and %s',
          cardinality(l.supply_ids), b.count, b.total, p.count, l.computed_count, l.total_cents, l.parked_count) as detail
      from billing_lot l
      join billing_run r on r.company_id = l.company_id and r.run_id = l.run_id
      left join (select run_id, lot_no, count(*), sum(total_cents) as total from billing_bill where company_id = ${companyId} group by run_id, lot_no) b on b.run_id = l.run_id and b.lot_no = l.lot_no
      left join (select run_id, lot_no, count(*) from billing_parked where company_id = ${companyId} group by run_id, lot_no) p on p.run_id = l.run_id and p.lot_no = l.lot_no
      where l.company_id = ${companyId} and l.state <> 'planned' and r.state <> 'cancelled'
        and (coalesce(b.count, 0) + coalesce(p.count, 0), coalesce(b.count, 0), coalesce(p.count, 0), coalesce(b.total, 0))
          is distinct from (cardinality(l.supply_ids), l.computed_count, l.parked_count, l.total_cents)
      union all
      select format('run %s', r.number), format('%s supplies, its lots have %s', r.supply_count, sum(cardinality(l.supply_ids)))
      from billing_run r left join billing_lot l on l.company_id = r.company_id and l.run_id = r.run_id
      where r.company_id = ${companyId} group by r.run_id, r.number, r.supply_count having r.supply_count is distinct from sum(cardinality(l.supply_ids))`,
  },
  {
    number: 11,
    sentence: 'The bills of an issued lot, and no others, have their invoice',
    query: (companyId) => sql`
      select format('run %s, lot %s, bill %s', r.number, l.lot_no, b.bill_id) as subject, format('lot %s, invoice %s', l.state, coalesce(i.number, 'missing')) as detail
      from billing_bill b
      join billing_lot l on l.company_id = b.company_id and l.run_id = b.run_id and l.lot_no = b.lot_no
      join billing_run r on r.company_id = b.company_id and r.run_id = b.run_id
      left join invoicing_invoice i on i.company_id = b.company_id and i.bill_id = b.bill_id
      where b.company_id = ${companyId} and (l.state = 'issued') <> (i.bill_id is not null)`,
  },
  {
    number: 11,
    sentence: 'A run is in the state of its lots, and each lot that is left has its job',
    query: (companyId) => sql`
      select format('run %s, lot %s', r.number, l.lot_no) as subject, format('run %s, lot %s, %s', r.state, l.state, coalesce('job ' || j.state, 'no job')) as detail
      from billing_lot l
      join billing_run r on r.company_id = l.company_id and r.run_id = l.run_id
      left join platform_job j on j.company_id = l.company_id and j.key = l.run_id || ':' || l.lot_no
        and j.kind = case l.state when 'planned' then 'billing.compute_lot' else 'invoicing.issue_lot' end
      where l.company_id = ${companyId} and case r.state
        when 'computing' then l.state = 'planned' and j.job_id is null
        when 'issuing' then l.state = 'planned' or (l.state = 'computed' and j.job_id is null)
        when 'computed' then l.state <> 'computed'
        when 'issued' then l.state <> 'issued'
        else l.state = 'issued' end`,
  },
  {
    number: 12,
    sentence: 'Every reference leads to a row of the same company',
    query: (companyId) => sql`
      select what as subject, id::text as detail from (
        select 'customer of a bill' as what, b.customer_id as id from billing_bill b left join parties_customer t using (company_id, customer_id) where b.company_id = ${companyId} and t.customer_id is null
        union all select 'supply of a bill', b.supply_id from billing_bill b left join contracts_supply t using (company_id, supply_id) where b.company_id = ${companyId} and t.supply_id is null
        union all select 'supply of a parked item', b.supply_id from billing_parked b left join contracts_supply t using (company_id, supply_id) where b.company_id = ${companyId} and t.supply_id is null
        union all select 'customer of an invoice', b.customer_id from invoicing_invoice b left join parties_customer t using (company_id, customer_id) where b.company_id = ${companyId} and t.customer_id is null
        union all select 'customer of a ledger entry', b.customer_id from ledger_entry b left join parties_customer t using (company_id, customer_id) where b.company_id = ${companyId} and t.customer_id is null
        union all select 'document of a ledger line', b.document_id from ledger_line b left join invoicing_invoice t on t.company_id = b.company_id and t.invoice_id = b.document_id
          where b.company_id = ${companyId} and b.document_id is not null and t.customer_id is distinct from b.customer_id
        union all select 'invoice of a web code', b.invoice_id from portal_accounts_web_code b left join invoicing_invoice t using (company_id, invoice_id)
          where b.company_id = ${companyId} and t.customer_id is distinct from b.customer_id
        union all select 'supply of an activity', b.supply_id from crm_activity b left join contracts_supply t using (company_id, supply_id)
          where b.company_id = ${companyId} and b.supply_id is not null and t.customer_id is distinct from b.customer_id
        union all select 'invoice of an archived PDF', b.subject_id from documents_file b left join invoicing_invoice t on t.company_id = b.company_id and t.invoice_id = b.subject_id
          where b.company_id = ${companyId} and b.kind = 'bill_pdf' and t.invoice_id is null
        union all select 'customer of a supply, as its contract has it', b.customer_id from contracts_supply b join contracts_contract t using (company_id, contract_id)
          where b.company_id = ${companyId} and t.customer_id <> b.customer_id
      ) r`,
  },
  {
    number: 12,
    sentence:
      'Every table of a company is under forced row-level security, for reading and for writing, and is not owned by the application',
    query: () => sql`
      select t.relname as subject, format('enabled %s, forced %s, policies for reading %s, for writing %s, owner %s', t.relrowsecurity, t.relforcerowsecurity, p.reading, p.writing, pg_get_userbyid(t.relowner)) as detail
      from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'company_id' and not a.attisdropped
      cross join lateral (
        -- The list of companies is readable by all: a request must find its company first. Nobody writes another's.
        select count(*) filter (where polqual is not null and (t.relname = 'access_company' or pg_get_expr(polqual, polrelid) = '(company_id = platform_company())')) as reading,
          count(*) filter (where pg_get_expr(polwithcheck, polrelid) = '(company_id = platform_company())') as writing,
          count(*) filter (where t.relname <> 'access_company' and pg_get_expr(polqual, polrelid) <> '(company_id = platform_company())') as loose
        from pg_policy where polrelid = t.oid) p
      where t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace
        and (not t.relrowsecurity or not t.relforcerowsecurity or p.reading = 0 or p.writing = 0 or p.loose > 0 or pg_get_userbyid(t.relowner) = 'sportello_app')`,
  },
  {
    number: 12,
    sentence: 'Every table has company_id, and every key and reference starts with it',
    query: () => sql`
      select t.relname as subject, 'no column company_id' as detail from pg_class t
      where t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace and t.relname not like 'platform\_migration%'
        and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'company_id' and not a.attisdropped)
      union all
      select t.relname, i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where x.indisunique and t.relnamespace = 'public'::regnamespace and t.relname not like 'platform\_migration%' and a.attname <> 'company_id'
        and i.relname <> 'access_company_code_key'
      union all
      select t.relname, c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
      where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and (a.attname <> 'company_id' or f.attname <> 'company_id')`,
  },
  {
    number: 13,
    sentence: 'Every run that issued something has its place in the audit trail',
    query: (companyId) => sql`
      select 'run ' || r.number as subject, 'no invoicing.run_issued' as detail from billing_run r
      where r.company_id = ${companyId} and r.state in ('issuing', 'issued')
        and not exists (select from platform_audit a where a.company_id = r.company_id and a.object_kind = 'billing_run' and a.object_id = r.run_id::text and a.action = 'invoicing.run_issued')`,
  },
  {
    number: 14,
    sentence: 'An archived document has the bytes of its hash',
    query: (companyId) => sql`
      select file_name as subject, sha256 as detail from documents_file where company_id = ${companyId} and sha256 <> encode(sha256(content), 'hex')`,
  },
];

/**
 * Look for broken promises in everything the company has. None found is an empty list; it answers at most twenty rows
 * of each rule. Run it inside `withCompany`, as the application role.
 */
export async function checkInvariants(db: Db, companyId: string): Promise<readonly Violation[]> {
  // Whole tables are compared: on tables so new that PostgreSQL has no statistics yet it would guess a few rows, and
  // walk one table once for every row of the other.
  await sql`set local enable_nestloop = off`.execute(db);
  await sql`set local statement_timeout = '15min'`.execute(db);
  const violations: Violation[] = [];
  for (const { number, sentence, query } of INVARIANTS) {
    const found = await rows(
      db,
      sql<Found>`select subject, detail from (${query(companyId)}) found order by subject, detail limit ${MOST_PER_INVARIANT}`,
    );
    violations.push(...found.map(({ subject, detail }) => ({ invariant: number, sentence, subject, detail })));
  }
  await sql`set local enable_nestloop to default`.execute(db);
  await sql`set local statement_timeout to default`.execute(db);
  return violations;
}

/** The rules that are checked, for a report of what was looked at. */
export const invariantSentences: readonly { readonly number: number; readonly sentence: string }[] = INVARIANTS.map(
  ({ number, sentence }) => ({ number, sentence }),
);
