import { addDays, daysBetween, type LocalDate, type Period, yearOf } from '@sportello/kernel/calendar';
import type { BillSnapshot } from '../../billing/domain/bill.js';
import { composeReceipt } from './compose-receipt.js';
import type {
  InvoiceCompany,
  InvoiceCustomer,
  InvoiceDocument,
  InvoiceLine,
  InvoiceNotice,
  InvoiceOffer,
  InvoicePayment,
  InvoiceSupply,
  InvoiceTotals,
  VatRow,
} from './invoice-document.js';

/** A bill as it was computed and stored, with its amounts as text. */
export type BillToIssue = {
  readonly commodity: 'electricity' | 'gas';
  readonly period: Period;
  readonly recalculatedFrom: LocalDate | null;
  readonly lines: readonly InvoiceLine[];
  readonly vat: readonly VatRow[];
  readonly totals: InvoiceTotals;
  readonly consumption: string;
  readonly consumptionOrigin: 'actual' | 'self_reported' | 'estimated';
  readonly snapshot: BillSnapshot;
};

export type IssueFacts = {
  readonly company: InvoiceCompany;
  readonly customer: InvoiceCustomer;
  readonly sequence: number;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly portalUrl: string;
  readonly webCode: string | null;
  readonly previousUnpaid: InvoicePayment['previousUnpaid'];
};

/** Series of fiscal numbers (sezionale): one per commodity. */
export const seriesOf = (commodity: 'electricity' | 'gas'): string => (commodity === 'electricity' ? 'E' : 'G');

/** `E-2026-000123`: series, fiscal year, sequence without gaps (DPR 633/1972 art. 21). */
export const numberOf = (series: string, fiscalYear: number, sequence: number): string =>
  `${series}-${fiscalYear}-${String(sequence).padStart(6, '0')}`;

/** Days before the end of the economic conditions when the bill starts to say so. */
const EXPIRY_NOTICE_DAYS = 90;

/**
 * Make the frozen document of an invoice from a computed bill and the facts of its issue. A bill in the customer's
 * favour becomes a credit note (TD04). Of a line's trace only the facts travel (band, bracket): the rest stays with the bill.
 */
export function composeInvoice(bill: BillToIssue, facts: IssueFacts): InvoiceDocument {
  const series = seriesOf(bill.commodity);
  const fiscalYear = yearOf(facts.issuedOn);
  const isCredit = bill.totals.total.startsWith('-');
  const number = numberOf(series, fiscalYear, facts.sequence);
  const lines = bill.lines.map(printedLine);
  const offer = bill.snapshot.offer as unknown as InvoiceOffer;
  return {
    number,
    series,
    fiscalYear,
    documentType: isCredit ? 'TD04' : 'TD01',
    billType: isCredit
      ? 'credit_note'
      : bill.snapshot.isClosing
        ? 'closing'
        : bill.recalculatedFrom !== null
          ? 'recalculation'
          : 'ordinary',
    issuedOn: facts.issuedOn,
    dueOn: facts.dueOn,
    period: bill.period,
    commodity: bill.commodity,
    company: facts.company,
    customer: facts.customer,
    supply: bill.snapshot.supply as unknown as InvoiceSupply,
    contract: bill.snapshot.contract,
    offer,
    lines,
    vat: bill.vat,
    totals: bill.totals,
    receipt: composeReceipt(lines),
    consumption: {
      quantity: bill.consumption,
      unit: bill.commodity === 'gas' ? 'Smc' : 'kWh',
      origin: bill.consumptionOrigin,
    },
    readings: bill.snapshot.readings,
    history: bill.snapshot.history,
    payment: { method: bill.snapshot.paymentMethod, paymentCode: number, previousUnpaid: facts.previousUnpaid },
    ...(facts.webCode === null ? {} : { webCode: facts.webCode }),
    portalUrl: facts.portalUrl,
    notices: noticesOf(bill, offer, facts.issuedOn),
  };
}

const printedLine = ({ trace, ...line }: InvoiceLine): InvoiceLine =>
  trace?.facts === undefined ? line : { ...line, trace: { facts: trace.facts } };

/** Give a composed document its number: all that is known only when its lot takes its numbers. */
export function withSequence(document: InvoiceDocument, sequence: number): InvoiceDocument {
  const number = numberOf(document.series, document.fiscalYear, sequence);
  return { ...document, number, payment: { ...document.payment, paymentCode: number } };
}

function noticesOf(bill: BillToIssue, offer: InvoiceOffer, issuedOn: LocalDate): readonly InvoiceNotice[] {
  const notices: InvoiceNotice[] = [];
  if (bill.consumptionOrigin === 'estimated') notices.push('estimated_consumption', 'self_reading_window');
  const lastDay = offer.validToExclusive === null ? null : addDays(offer.validToExclusive, -1);
  if (lastDay !== null && daysBetween(issuedOn, lastDay) <= EXPIRY_NOTICE_DAYS) notices.push('offer_expiring');
  return notices;
}
