import { addDays, type LocalDate, yearOf } from '@sportello/kernel/calendar';
import { parseCents } from '@sportello/kernel/money';
import { findRun, lockLot, lotsInState, markLotIssued, parkBills, setRunState } from '../billing/index.js';
import { entryOfInvoice, postEntries } from '../ledger/index.js';
import type { Company, Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { enqueue } from '../platform/job-queue.js';
import { announce } from '../platform/outbox.js';
import { issueWebCodes, WEB_CODE_DAYS, webCodeOf } from '../portal-accounts/index.js';
import { checkSdi } from './domain/check-sdi.js';
import { composeInvoice, type IssueFacts, seriesOf, withSequence } from './domain/compose-invoice.js';
import { fileNameOf, formatFatturaPa, toFatturaPaFigures } from './domain/formats/fatturapa.js';
import { assertBalanced, type InvoiceCompany } from './domain/invoice-document.js';
import { type IssuedInvoice, insertInvoices, loadBillsOfLot, takeNumbers, unpaidOf } from './store.pg.js';

/** Counter of e-invoice files: unique for ever per transmitter, so it knows no year. */
const FILE_SERIES = { series: 'SDI', fiscalYear: 0 };

/**
 * Issue one lot: numbers, invoices, e-invoices, ledger, web codes, all in the transaction of its job. Killed before
 * the commit it leaves nothing; repeated after it, it does nothing.
 */
export async function issueLot(
  context: Context,
  { runId, lotNo }: { readonly runId: string; readonly lotNo: number },
): Promise<void> {
  const { db, companyId, company, clock, secret, publicUrl } = context;
  const run = await findRun(db, companyId, runId, 'share');
  if (run === null || run.state !== 'issuing') return;
  const lot = await lockLot(db, companyId, runId, lotNo);
  if (lot?.state !== 'computed') return;
  const [issuedOn, dueOn] = [run.issue_on as LocalDate, run.due_on as LocalDate];

  const loaded = await loadBillsOfLot(db, companyId, runId, lotNo);
  const unpaid = await unpaidOf(db, companyId, [...new Set(loaded.map(({ customerId }) => customerId))], issuedOn);
  const issuer = issuerOf(company);
  const drafts = loaded.map((bill) => {
    const invoiceId = newId();
    const webCode = bill.hasPortalAccount
      ? null
      : webCodeOf(secret, { companyId, customerId: bill.customerId, invoiceId });
    const facts: IssueFacts = {
      company: issuer,
      customer: bill.customer,
      // The number comes with the lot's, when everything else is ready.
      sequence: 1,
      issuedOn,
      dueOn,
      portalUrl: `${publicUrl}/invoices/${invoiceId}`,
      webCode,
      previousUnpaid: unpaid.get(bill.customerId) ?? [],
    };
    const draft = composeInvoice(bill.bill, facts);
    const figures = toFatturaPaFigures(draft);
    return { bill, invoiceId, draft, figures, issue: checkSdi(figures)[0] };
  });
  const rejected = drafts.flatMap(({ bill, issue }) =>
    issue === undefined ? [] : [{ supplyId: bill.supplyId, reason: issue.code }],
  );
  await parkBills(db, companyId, runId, lotNo, rejected);
  const good = drafts.filter(({ issue }) => issue === undefined);

  // From here on other workers wait for the counters: nothing slow but the writing itself.
  const fiscalYear = yearOf(issuedOn);
  const next = new Map<string, number>();
  for (const commodity of ['electricity', 'gas'] as const) {
    const count = good.filter(({ bill }) => bill.bill.commodity === commodity).length;
    if (count > 0) next.set(commodity, await takeNumbers(db, companyId, seriesOf(commodity), fiscalYear, count));
  }
  let progressive =
    good.length === 0 ? 0 : await takeNumbers(db, companyId, FILE_SERIES.series, FILE_SERIES.fiscalYear, good.length);
  const transmitter = { country: 'IT', code: company.vatNumber };
  const invoices: IssuedInvoice[] = good.map(({ bill, invoiceId, draft, figures }) => {
    const sequence = next.get(bill.bill.commodity) ?? 1;
    next.set(bill.bill.commodity, sequence + 1);
    const document = withSequence(draft, sequence);
    assertBalanced(document);
    const transmission = { transmitter, progressive };
    progressive += 1;
    return {
      invoiceId,
      billId: bill.billId,
      supplyId: bill.supplyId,
      sequence,
      document,
      xml: formatFatturaPa(document, transmission, figures),
      fileName: fileNameOf(transmission),
    };
  });
  await insertInvoices(db, companyId, runId, invoices);
  await postEntries(
    db,
    companyId,
    invoices.map(({ invoiceId, document }) =>
      entryOfInvoice({
        invoiceId,
        number: document.number,
        customerId: document.customer.customerId,
        issuedOn,
        taxable: parseCents(document.totals.taxable),
        vat: parseCents(document.totals.vat),
        outsideVat: parseCents(document.totals.outsideVat),
        total: parseCents(document.totals.total),
      }),
    ),
  );
  const withCode = invoices.filter(({ document }) => document.webCode !== undefined);
  await issueWebCodes(
    context,
    withCode.map(({ invoiceId, document }) => ({ customerId: document.customer.customerId, invoiceId })),
    addDays(issuedOn, WEB_CODE_DAYS),
  );
  await markLotIssued(db, companyId, runId, lotNo, invoices.length, rejected.length, clock.now());
  await announce(context, { kind: 'invoicing.lot_issued', payload: { runId, lotNo, invoices: invoices.length } });
  await enqueue(context, [
    { kind: 'invoicing.archive_lot', key: `${runId}:${lotNo}`, payload: { runId, lotNo } },
    { kind: 'invoicing.close_run', key: `${runId}:${lotNo}`, payload: { runId } },
  ]);
}

/** Letterhead of the company as the document freezes it. */
export const issuerOf = ({ name, vatNumber, taxCode, profile }: Company): InvoiceCompany => ({
  name,
  vatNumber,
  taxCode,
  address: {
    street: profile.street,
    postalCode: profile.postalCode,
    city: profile.city,
    province: profile.province,
    country: 'IT',
  },
  iban: profile.iban,
  phone: profile.phone,
  email: profile.email,
  website: profile.website,
  emergencyPhone: profile.gasEmergencyPhone,
  complaintAddress: profile.complaintAddress,
});

/** After a lot: the last one closes the run. */
export async function closeRunIfIssued(
  { db, companyId, clock }: Context,
  { runId }: { readonly runId: string },
): Promise<void> {
  if ((await lotsInState(db, companyId, runId, 'computed')).length > 0) return;
  const run = await findRun(db, companyId, runId, 'update');
  if (run?.state !== 'issuing') return;
  if ((await lotsInState(db, companyId, runId, 'computed')).length === 0)
    await setRunState(db, companyId, runId, 'issued', clock.now());
}
