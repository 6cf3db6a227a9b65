import assert from 'node:assert/strict';
import { contextOf, givenCompany } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, type TestDatabase } from '@sportello/testkit/test-database';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { showSuppliesAtPoint, showSuppliesOfCustomer } from '../contracts/office-screens.pg.js';
import {
  downloadInvoiceXml,
  showAccountOfCustomer,
  showInvoice,
  showInvoices,
} from '../invoicing/office-screens.pg.js';
import {
  showMeasureFiles,
  showReadingsOfPoint,
  showWorklist,
  showWorklistItem,
} from '../metering/office-screens.pg.js';
import { showCustomer, showCustomers } from '../parties/office-screens.pg.js';
import { revealCustomer } from '../parties/reveal-customer.js';
import type { Company, Context, StaffActor } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { showSupplyPoint, showSupplyPoints } from '../supply-points/office-screens.pg.js';
import { showActivities, showActivity, showMessages, showTimeline, showToday } from './office-screens.pg.js';
import { searchRecords } from './search.pg.js';

const [customerId, pointId, oldMeterId, meterId, offerId, contractId, supplyId] = Array.from({ length: 7 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const [fileId, itemId, readingId, rectificationId, invoiceId, laterInvoiceId, activityId, messageId] = Array.from(
  { length: 8 },
  newId,
) as [string, string, string, string, string, string, string, string];
const anna: StaffActor = {
  kind: 'staff',
  userId: newId(),
  sessionId: newId(),
  displayName: 'Anna',
  roles: ['back_office'],
};
const list = { q: '', direction: 'asc', page: 1 } as const;

let database: TestDatabase;
let company: Company;
const inOffice = <T>(work: (context: Context<StaffActor>) => Promise<T>): Promise<T> =>
  asCompany(database, company.companyId, (db) => work(contextOf(db, company, movingClock('2026-11-22'), anna)));
async function answerOf<T>(
  result: Promise<
    { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: { readonly code: string } }
  >,
): Promise<T> {
  const settled = await result;
  assert.ok(settled.ok);
  return settled.value;
}

beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  const c = company.companyId;
  // Giulia has one electricity supply with a meter change in March, a rectified reading, a bill of 100.00 euro paid
  // for 40.00, and a later one of 50.00 not yet due: she owes 110.00, of which 60.00 are overdue.
  await asCompany(database, c, async (db) => {
    const run = (query: ReturnType<typeof sql>) => query.execute(db);
    await run(sql`insert into parties_customer (company_id, customer_id, code, kind, first_name, last_name, tax_code, phone, street, postal_code, city, province, search_text)
      values (${c}, ${customerId}, '0012345', 'person', 'Giulia', 'D''Agostino', 'DGSGLI80A41F257P', '3331234512', 'Via Po 3', '41032', 'Cavezzo', 'MO',
        'giulia dagostino dagostino giulia 0012345 dgsgli80a41f257p')`);
    await run(
      sql`insert into parties_customer_change (company_id, customer_id, actor_kind, actor_id, changes) values (${c}, ${customerId}, 'customer', 'x', '{"phone": {"from": null, "to": "1"}}')`,
    );
    await run(sql`insert into supply_points_point (company_id, supply_point_id, commodity, code, street, postal_code, city, province, measure_mode, annual_consumption)
      values (${c}, ${pointId}, 'electricity', 'IT001E12345678', 'Via Po 3', '41032', 'Cavezzo', 'MO', 'single', '2700')`);
    await run(sql`insert into supply_points_meter (company_id, meter_id, supply_point_id, serial_number, digits, installed_from, removed_from)
      values (${c}, ${oldMeterId}, ${pointId}, 'OLD1', 6, '2020-01-01', '2026-03-15'), (${c}, ${meterId}, ${pointId}, 'NEW77', 6, '2026-03-15', null)`);
    await run(sql`insert into tariffs_offer (company_id, offer_id, code, name, commodity, terms, sold_from)
      values (${c}, ${offerId}, ${'X'.repeat(32)}, 'Luce Fissa 12', 'electricity', '{}', '2025-01-01')`);
    await run(
      sql`insert into contracts_contract (company_id, contract_id, number, customer_id, signed_on) values (${c}, ${contractId}, 'C-1', ${customerId}, '2025-01-01')`,
    );
    await run(sql`insert into contracts_supply (company_id, supply_id, contract_id, customer_id, supply_point_id, commodity, offer_id, starts_on, committed_power_kw)
      values (${c}, ${supplyId}, ${contractId}, ${customerId}, ${pointId}, 'electricity', ${offerId}, '2025-02-01', 3)`);
    await run(sql`insert into metering_file (company_id, file_id, sha256, name, flow, size_bytes, outcome, content, loaded_by, loaded_at)
      values (${c}, ${fileId}, 'a', 'PNO.xml', 'PNO', 1234, '{}', '', 'anna', '2026-11-01T10:00:00Z')`);
    await run(sql`insert into metering_reading (company_id, reading_id, supply_point_id, meter_id, read_on, kind, registers, source, file_id, supersedes) values
      (${c}, ${readingId}, ${pointId}, ${meterId}, '2026-10-31', 'collected', '{"A0": "900"}', 'file', ${fileId}, null),
      (${c}, ${rectificationId}, ${pointId}, ${meterId}, '2026-10-31', 'collected', '{"A0": "890"}', 'file', ${fileId}, ${readingId})`);
    await run(sql`insert into metering_worklist (company_id, item_id, file_id, line_no, point_code, reason, facts, record)
      values (${c}, ${itemId}, ${fileId}, 12, 'IT001E99999999', 'metering.unknown_point', '{}', '{"a": 1}')`);
    const invoice = (id: string, sequence: number, issuedOn: string, dueOn: string, total: number) => sql`
      insert into invoicing_invoice (company_id, invoice_id, series, fiscal_year, sequence, number, document_type, bill_type, customer_id, supply_id, bill_id, run_id,
        commodity, issued_on, due_on, period_from, period_to_exclusive, consumption, consumption_unit, taxable_cents, vat_cents, outside_vat_cents, total_cents, document)
      values (${c}, ${id}, 'E', 2026, ${sequence}, ${`E-2026-${String(sequence).padStart(6, '0')}`}, 'TD01', 'ordinary', ${customerId}, ${supplyId}, ${newId()}, ${newId()},
        'electricity', ${issuedOn}, ${dueOn}, '2026-07-01', '2026-09-01', 400, 'kWh', ${total}, 0, 0, ${total}, '{"lines": []}')`;
    await run(invoice(invoiceId, 122, '2026-09-10', '2026-10-01', 10_000));
    await run(invoice(laterInvoiceId, 123, '2026-11-10', '2026-12-04', 5_000));
    await run(
      sql`insert into invoicing_e_invoice (company_id, invoice_id, file_name, xml, sha256) values (${c}, ${invoiceId}, 'IT12345678903_00001.xml', '<x/>', 'b')`,
    );
    const entry = async (
      kind: string,
      source: string,
      day: string,
      debit: string,
      credit: string,
      amount: number,
      document: string,
    ) => {
      const id = newId();
      await run(
        sql`insert into ledger_entry (company_id, entry_id, kind, source, posted_on, customer_id, description) values (${c}, ${id}, ${kind}, ${source}, ${day}, ${customerId}, 'x')`,
      );
      await run(sql`insert into ledger_line (company_id, entry_id, line_no, account, customer_id, document_id, amount_cents) values
        (${c}, ${id}, 1, ${debit}, ${customerId}, ${document}, ${amount}), (${c}, ${id}, 2, ${credit}, ${customerId}, ${document}, ${-amount})`);
    };
    await entry('invoice', 'i1', '2026-09-10', 'receivable', 'revenue', 10_000, invoiceId);
    await entry('receipt', 'r1', '2026-09-30', 'bank', 'receivable', 4_000, invoiceId);
    await entry('invoice', 'i2', '2026-11-10', 'receivable', 'revenue', 5_000, laterInvoiceId);
    await run(sql`insert into crm_activity (company_id, activity_id, number, kind, cause, customer_id, supply_id, channel, facts)
      values (${c}, ${activityId}, 'A-2026-000001', 'self_reading', 'r', ${customerId}, ${supplyId}, 'portal', '{"readOn": "2026-11-20"}')`);
    await run(sql`insert into messaging_message (company_id, message_id, cause, template, language, to_name, to_address, customer_id, subject, body_text, body_html, next_attempt_at, queued_at)
      values (${c}, ${messageId}, 'm', 'confirm', 'it', 'Giulia', 'g@example.it', ${customerId}, 'Conferma', '', '', now(), now())`);
  });
});
afterAll(() => database.close());

test('a customer is listed by any word of the name, without its apostrophe', () =>
  inOffice(async (context) => {
    const found = await answerOf(showCustomers(context, { ...list, q: "d'agostino GIUL", sort: 'name' }));
    assert.deepEqual(
      found.rows.map(({ name }) => name),
      ["D'Agostino Giulia"],
    );
    assert.equal((await answerOf(showCustomers(context, { ...list, q: 'd%', sort: 'name' }))).total, 0);
  }));

test('tax code and phone are masked until somebody asks, and who asked stays written', () =>
  inOffice(async (context) => {
    const customer = await answerOf(showCustomer(context, { customerId }));
    assert.equal(customer.maskedTaxCode, 'DGSG••••••••••••');
    assert.equal(customer.maskedPhone, '••••••••12');
    assert.equal((await answerOf(revealCustomer(context, { customerId }))).taxCode, 'DGSGLI80A41F257P');
    const trail = await sql<{
      actor_id: string;
    }>`select actor_id from platform_audit where action = 'parties.identity_shown' and object_id = ${customerId}`.execute(
      context.db,
    );
    assert.deepEqual(trail.rows, [{ actor_id: anna.userId }]);
    const nobody = await showCustomer(context, { customerId: newId() });
    assert.equal(nobody.ok, false);
  }));

test('a point shows its meters, latest first, its holders and its readings with the rectified one out of force', () =>
  inOffice(async (context) => {
    assert.equal(
      (await answerOf(showSupplyPoints(context, { ...list, q: 'it 001 e 1234', sort: 'code' }))).rows[0]?.serialNumber,
      'NEW77',
    );
    const point = await answerOf(showSupplyPoint(context, { supplyPointId: pointId }));
    assert.deepEqual(
      point.meters.map(({ serialNumber }) => serialNumber),
      ['NEW77', 'OLD1'],
    );
    assert.deepEqual(
      (await answerOf(showSuppliesAtPoint(context, { supplyPointId: pointId }))).rows.map(({ state, customerCode }) => [
        state,
        customerCode,
      ]),
      [['active', '0012345']],
    );
    assert.equal((await answerOf(showSuppliesOfCustomer(context, { customerId }))).rows[0]?.offerName, 'Luce Fissa 12');
    const readings = await answerOf(showReadingsOfPoint(context, { supplyPointId: pointId, page: 1 }));
    assert.deepEqual(readings.rows.map(({ registers, inForce }) => [registers['A0'], inForce]).toSorted(), [
      ['890', true],
      ['900', false],
    ]);
  }));

test('the worklist says why, and the file what became of it', () =>
  inOffice(async (context) => {
    const open = await answerOf(showWorklist(context, { state: 'open', page: 1 }));
    assert.deepEqual(open.reasons, [{ reason: 'metering.unknown_point', count: 1 }]);
    assert.equal((await answerOf(showWorklistItem(context, { itemId }))).lineNo, 12);
    const files = await answerOf(showMeasureFiles(context, { page: 1 }));
    assert.deepEqual(
      files.rows.map(({ readings, openItems }) => [readings, openItems]),
      [[2, 1]],
    );
  }));

test('of 150.00 euro invoiced and 40.00 paid, 110.00 are owed and 60.00 overdue', () =>
  inOffice(async (context) => {
    const invoices = await answerOf(showInvoices(context, { ...list, sort: 'number' }));
    assert.deepEqual(
      invoices.rows.map(({ number, open, paymentState }) => [number, open, paymentState]),
      [
        ['E-2026-000122', '60.00', 'overdue'],
        ['E-2026-000123', '50.00', 'to_pay'],
      ],
    );
    assert.equal((await answerOf(showInvoices(context, { ...list, q: '000123', sort: 'number' }))).total, 1);
    assert.equal((await answerOf(showInvoices(context, { ...list, payment: 'paid', sort: 'customer' }))).total, 0);
    const account = await answerOf(showAccountOfCustomer(context, { customerId }));
    assert.deepEqual(
      [account.balance, account.overdue, account.overdueSince, account.openInvoices],
      ['110.00', '60.00', '2026-10-01', 2],
    );
    assert.deepEqual(
      account.movements.map(({ amount, balance }) => [amount, balance]),
      [
        ['50.00', '110.00'],
        ['-40.00', '60.00'],
        ['100.00', '100.00'],
      ],
    );
    const { postings, eInvoice } = await answerOf(showInvoice(context, { invoiceId }));
    assert.deepEqual(
      postings.map(({ kind, lines }) => [kind, lines.map(({ amount }) => amount)]),
      [
        ['invoice', ['100.00', '-100.00']],
        ['receipt', ['40.00', '-40.00']],
      ],
    );
    assert.equal(eInvoice?.fileName, 'IT12345678903_00001.xml');
    assert.equal((await answerOf(downloadInvoiceXml(context, { invoiceId }))).content, '<x/>');
  }));

for (const [q, expected] of [
  ['dagos', ['customer', "D'Agostino Giulia"]],
  ['DGSGLI80A41F257P', ['customer', "D'Agostino Giulia"]],
  ['0012345', ['customer', "D'Agostino Giulia"]],
  ['IT001E1234 5678', ['supply_point', 'IT001E12345678']],
  ['45678', ['supply_point', 'IT001E12345678']],
  ['new77', ['supply_point', 'IT001E12345678']],
  ['E-2026-000123', ['invoice', 'E-2026-000123']],
  ['2026/123', ['invoice', 'E-2026-000123']],
] as const) {
  test(`the palette finds ${expected[1]} by ${q}`, () =>
    inOffice(async (context) => {
      const { hits } = await answerOf(searchRecords(context, { q }));
      assert.deepEqual(
        hits.map(({ kind, title }) => [kind, title]),
        [expected],
      );
    }));
}

test('the timeline of a customer tells invoices, readings, activities, messages and changes', () =>
  inOffice(async (context) => {
    const { entries } = await answerOf(showTimeline(context, { customerId }));
    assert.deepEqual([...new Set(entries.map(({ kind }) => kind))].toSorted(), [
      'activity',
      'data_change',
      'invoice',
      'message',
      'reading',
      'supply_start',
    ]);
    assert.equal(entries.find(({ kind }) => kind === 'invoice')?.detail, '50.00');
    assert.equal((await answerOf(showMessages(context, { customerId }))).rows[0]?.state, 'queued');
    assert.equal((await answerOf(showActivities(context, { page: 1 }))).rows[0]?.pointCode, 'IT001E12345678');
    assert.deepEqual((await answerOf(showActivity(context, { activityId }))).facts, { readOn: '2026-11-20' });
    const today = await answerOf(showToday(context));
    assert.deepEqual([today.newActivities, today.worklist.length, today.messagesToCheck], [1, 1, 0]);
  }));
