import { isLocalDate } from '@sportello/kernel/calendar';
import { z } from 'zod';
import { ANY_STAFF, defineRoute, pageNumber } from '../platform/route.js';
import type { InvoiceDocument } from './domain/invoice-document.js';

const day = z.string().refine(isLocalDate, 'day');
const commodity = z.enum(['electricity', 'gas']);
/** From the ledger; `overdue` is anything left to pay after the due date. */
const paymentState = z.enum(['paid', 'to_pay', 'overdue']);

const invoiceRow = z.object({
  invoiceId: z.string(),
  number: z.string(),
  documentType: z.enum(['TD01', 'TD04']),
  billType: z.enum(['ordinary', 'recalculation', 'closing', 'credit_note']),
  customerId: z.string(),
  customerCode: z.string(),
  customerName: z.string(),
  supplyId: z.string(),
  commodity,
  issuedOn: z.string(),
  dueOn: z.string(),
  periodFrom: z.string(),
  periodToExclusive: z.string(),
  consumption: z.string(),
  consumptionUnit: z.string(),
  total: z.string(),
  open: z.string(),
  paymentState,
});

/** Invoices, with the counts and sums of the same filters for each state of payment. */
export const invoicesRoute = defineRoute({
  method: 'get',
  path: '/office/invoices',
  summary: 'List invoices, filtered by number, customer, supply, run, commodity, date and payment',
  access: ANY_STAFF,
  request: z.object({
    /** Number or its last digits, customer name or code. */
    q: z.string().max(100).default(''),
    customerId: z.uuid().optional(),
    supplyId: z.uuid().optional(),
    runId: z.uuid().optional(),
    commodity: commodity.optional(),
    payment: paymentState.optional(),
    issuedFrom: day.optional(),
    issuedTo: day.optional(),
    sort: z.enum(['issued', 'due', 'total', 'number', 'customer']).default('issued'),
    direction: z.enum(['asc', 'desc']).default('desc'),
    page: pageNumber,
  }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    /** Without the filter by payment, so that the states can be compared. */
    states: z.array(z.object({ state: paymentState, count: z.int(), total: z.string(), open: z.string() })),
    rows: z.array(invoiceRow),
  }),
  refusals: {},
});

/** One invoice: the frozen document, what was paid, the e-invoice and the postings. */
export const invoiceRoute = defineRoute({
  method: 'get',
  path: '/office/invoices/:invoiceId',
  summary: 'Show an invoice with its lines, e-invoice and postings',
  access: ANY_STAFF,
  request: z.object({ invoiceId: z.uuid() }),
  response: z.object({
    invoice: invoiceRow.extend({ runId: z.string(), supplyPointId: z.string().nullable() }),
    document: z.custom<InvoiceDocument>(),
    eInvoice: z.object({ fileName: z.string(), sha256: z.string(), createdAt: z.string() }).nullable(),
    postings: z.array(
      z.object({
        entryId: z.string(),
        kind: z.enum(['invoice', 'credit_note', 'receipt']),
        postedOn: z.string(),
        description: z.string(),
        paymentOffice: z.string().nullable(),
        /** Positive in debit (dare), negative in credit (avere); they sum to zero. */
        lines: z.array(
          z.object({ account: z.enum(['receivable', 'revenue', 'vat', 'third_party', 'bank']), amount: z.string() }),
        ),
      }),
    ),
  }),
  refusals: { 'invoicing.not_found': 404 },
});

export const invoicePdfRoute = defineRoute({
  method: 'get',
  path: '/office/invoices/:invoiceId/pdf',
  summary: 'Download the bill as PDF',
  access: ANY_STAFF,
  request: z.object({ invoiceId: z.uuid() }),
  response: 'file',
  refusals: { 'invoicing.not_found': 404 },
});

export const invoiceXmlRoute = defineRoute({
  method: 'get',
  path: '/office/invoices/:invoiceId/e-invoice',
  summary: 'Download the FatturaPA file as it goes to the SdI',
  access: ANY_STAFF,
  request: z.object({ invoiceId: z.uuid() }),
  response: 'file',
  refusals: { 'invoicing.not_found': 404 },
});

/** The account of a customer: balance, what is overdue, and every movement, latest first. */
export const customerAccountRoute = defineRoute({
  method: 'get',
  path: '/office/customers/:customerId/account',
  summary: 'Show balance and movements of a customer',
  access: ANY_STAFF,
  request: z.object({ customerId: z.uuid() }),
  response: z.object({
    /** What the customer owes; negative when we owe it. */
    balance: z.string(),
    overdue: z.string(),
    overdueSince: z.string().nullable(),
    openInvoices: z.int(),
    movements: z.array(
      z.object({
        entryId: z.string(),
        kind: z.enum(['invoice', 'credit_note', 'receipt']),
        postedOn: z.string(),
        description: z.string(),
        paymentOffice: z.string().nullable(),
        amount: z.string(),
        /** Balance after this movement. */
        balance: z.string(),
        invoiceId: z.string().nullable(),
        invoiceNumber: z.string().nullable(),
      }),
    ),
  }),
  refusals: {},
});
