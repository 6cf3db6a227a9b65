import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { cents } from '@sportello/kernel/money';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { type BilledRun, billPeriod, loadRegulated } from '../../../testkit/src/billing-office.js';
import { asCompany, createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { demoRuns, inventDemoCompany, seedDemo, seedDemoReadings } from '../demo/index.js';
import { invoicesOfRun } from '../invoicing/store.pg.js';
import { entryOfReceipt, postEntries } from '../ledger/index.js';
import { withCompany } from '../platform/database.js';
import { checkInvariants, invariantSentences, type Violation } from './index.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);
const { company } = demo;
let database: TestDatabase;

/** The demo company with three runs of its past, the third with recalculations, and a payment. */
beforeAll(async () => {
  database = await createTestDatabase();
  await asCompany(database, company.companyId, async (db) => {
    await seedDemo(db, demo);
    await seedDemoReadings(db, demo, { after: null, until: today });
  });
  const regulated = await loadRegulated();
  const runs: BilledRun[] = [];
  for (const run of demoRuns(today).slice(0, 3)) runs.push(await billPeriod(database.app, company, regulated, run));
  await asCompany(database, company.companyId, async (db) => {
    const [first] = await invoicesOfRun(db, company.companyId, runs[0]?.runId ?? '');
    assert.ok(first !== undefined);
    await postEntries(db, company.companyId, [
      entryOfReceipt({
        reference: 'CRO-1',
        customerId: first.customerId,
        invoiceId: first.invoiceId,
        amount: cents(BigInt(first.totalCents)),
        receivedOn: localDate('2026-01-20'),
        paymentOffice: 'Banca',
      }),
    ]);
  });
});
afterAll(() => database.close());

const check = (): Promise<readonly Violation[]> =>
  asCompany(database, company.companyId, (db) => checkInvariants(db, company.companyId));

test('a company that was billed by the book breaks no rule', async () => {
  assert.deepEqual(await check(), []);
  assert.ok(invariantSentences.length >= 20);
});

const c = company.companyId;
const oneInvoice = sql`(select invoice_id from invoicing_invoice where company_id = ${c} order by series, sequence limit 1)`;
const oneBill = sql`(select bill_id from billing_bill where company_id = ${c} and mode = 'final' order by supply_id, period_from limit 1)`;

/** What goes wrong, the rule that must notice, and the statements of a vandal who owns the tables. */
const damages: readonly (readonly [string, number, string, ...ReturnType<typeof sql>[]])[] = [
  [
    'a ledger line lost a cent',
    1,
    'at least two lines',
    sql`update ledger_line set amount_cents = amount_cents - 1 where company_id = ${c} and document_id = ${oneInvoice} and account = 'revenue'`,
  ],
  [
    'a number was skipped',
    2,
    '1, 2, 3',
    sql`update invoicing_invoice set sequence = 900000 where company_id = ${c} and invoice_id = ${oneInvoice}`,
  ],
  [
    'the counter ran ahead',
    2,
    '1, 2, 3',
    sql`update invoicing_counter set last = last + 1 where company_id = ${c} and series = 'E'`,
  ],
  [
    'a number is older than the one before',
    2,
    'never go back',
    sql`update invoicing_invoice set issued_on = '2024-12-31' where company_id = ${c} and sequence = 7`,
  ],
  [
    'a line of the document changed',
    3,
    'sum to its VAT table',
    sql`update invoicing_invoice set document = jsonb_set(document::jsonb, '{lines,0,amount}', '"1000.00"')::json where company_id = ${c} and invoice_id = ${oneInvoice}`,
  ],
  [
    'VAT is not that of its rate',
    3,
    'sum to its VAT table',
    sql`update invoicing_invoice set document = jsonb_set(document::jsonb, '{vat,0,vat}', '"0.01"')::json where company_id = ${c} and invoice_id = ${oneInvoice}`,
  ],
  [
    'a bill changed after its invoice',
    3,
    'what its final bill says',
    sql`update billing_bill set total_cents = total_cents + 1 where company_id = ${c} and bill_id = ${oneBill}`,
  ],
  [
    'an invoice was not posted',
    3,
    'one ledger entry',
    sql`delete from ledger_line where company_id = ${c} and document_id = ${oneInvoice}`,
    sql`delete from ledger_entry where company_id = ${c} and source = 'invoice:' || ${oneInvoice}`,
  ],
  [
    'an invoice has no e-invoice',
    3,
    'one e-invoice',
    sql`delete from invoicing_e_invoice where company_id = ${c} and invoice_id = ${oneInvoice}`,
  ],
  [
    'an e-invoice changed after it was made',
    3,
    'one e-invoice',
    sql`update invoicing_e_invoice set xml = replace(xml, '<Numero>', '<Numero> ') where company_id = ${c} and invoice_id = ${oneInvoice}`,
  ],
  [
    'a day is billed twice',
    4,
    'two final bills',
    sql`update billing_bill set period_from = period_from - 5 where company_id = ${c} and mode = 'final' and period_from = '2026-01-01'`,
  ],
  [
    'days between two bills are missing',
    5,
    'every day is billed',
    sql`update billing_bill set period_from = period_from + 5 where company_id = ${c} and mode = 'final' and period_from = '2026-01-01'`,
  ],
  [
    'a reading changed after it was billed',
    6,
    'readings of a final bill',
    sql`update metering_reading set registers = '{"A0": "1", "A1": "1", "A2": "1", "A3": "1", "M": "1"}' where company_id = ${c} and read_on = '2025-10-31'`,
  ],
  ['the application may change invoices', 6, 'cannot change', sql`grant update on invoicing_invoice to sportello_app`],
  [
    'a lot lost a bill',
    11,
    'its bill or the reason',
    sql`delete from billing_bill where company_id = ${c} and bill_id = ${oneBill}`,
  ],
  [
    'a bill of an issued lot has no invoice',
    11,
    'have their invoice',
    sql`update invoicing_invoice set bill_id = gen_random_uuid() where company_id = ${c} and invoice_id = ${oneInvoice}`,
  ],
  [
    'an issued run has a lot left behind',
    11,
    'state of its lots',
    sql`update billing_lot set state = 'computed' where company_id = ${c} and lot_no = 1`,
  ],
  [
    'a ledger line names an invoice of nobody',
    12,
    'Every reference',
    sql`update ledger_line set document_id = gen_random_uuid() where company_id = ${c} and document_id = ${oneInvoice}`,
  ],
  [
    'a table is open to every company',
    12,
    'row-level security',
    sql`alter table invoicing_invoice no force row level security`,
  ],
  [
    'a policy lets everything be written',
    12,
    'row-level security',
    sql`alter policy company on ledger_line with check (true)`,
  ],
  [
    'a table has no company',
    12,
    'Every table has company_id',
    sql`create table billing_note (note_id int primary key)`,
  ],
  [
    'a key is unique across companies',
    12,
    'Every table has company_id',
    sql`create unique index by_code on parties_customer (code)`,
  ],
  [
    'the audit of a run is gone',
    13,
    'audit trail',
    sql`delete from platform_audit where company_id = ${c} and action = 'invoicing.run_issued'`,
  ],
  [
    'a message of one cause left twice',
    10,
    'A cause has one message',
    sql`alter table messaging_message drop constraint messaging_message_company_id_cause_key`,
    ...['1', '2'].map(
      (n) => sql`
    insert into messaging_message (company_id, message_id, cause, template, language, to_name, to_address, subject, body_text, body_html, next_attempt_at, queued_at)
    values (${c}, ${`00000000-0000-0000-0000-00000000000${n}`}, 'same', 't', 'it', 'n', 'a@b.example', 's', 't', 'h', now(), now())`,
    ),
  ],
  [
    'an archived PDF changed',
    14,
    'bytes of its hash',
    sql`insert into documents_file (company_id, document_id, kind, subject_id, file_name, media_type, sha256, content) values (${c}, gen_random_uuid(), 'bill_pdf', ${oneInvoice}, 'x.pdf', 'application/pdf', 'no', 'x')`,
  ],
];

for (const [what, number, sentence, ...statements] of damages) {
  test(`${what}: rule ${number} notices`, async () => {
    // The owner does not obey the application's limits, but is under the forced policies like everybody.
    const found = await withDamage(statements);
    assert.ok(
      found.some((violation) => violation.invariant === number && violation.sentence.includes(sentence)),
      JSON.stringify(found, null, 1),
    );
  });
}

test('every rule that is not only a count has been seen to fail', () => {
  const unseen = invariantSentences.filter(
    ({ number, sentence }) => !damages.some(([, rule, part]) => rule === number && sentence.includes(part)),
  );
  assert.deepEqual(unseen, []);
});

async function withDamage(statements: readonly ReturnType<typeof sql>[]): Promise<readonly Violation[]> {
  const undo = new Error('undo');
  let found: readonly Violation[] = [];
  await withCompany(database.owner.db, c, async (db) => {
    for (const statement of statements) await statement.execute(db);
    found = await checkInvariants(db, c);
    throw undo;
  }).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return found;
}
