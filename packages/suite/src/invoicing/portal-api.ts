import { z } from 'zod';
import { defineRoute } from '../platform/route.js';
import type { InvoiceDocument } from './domain/invoice-document.js';

/** `paid` nothing left; `credit` the company owes; `overdue` something left after the due day, also when partly paid. */
const paymentState = z.enum(['paid', 'partly_paid', 'to_pay', 'overdue', 'credit']);
const filter = z.object({
  supplyId: z.uuid().optional(),
  /** `open`: something left to pay. */
  show: z.enum(['all', 'open', 'paid']).default('all'),
  year: z.coerce.number().int().min(1990).max(2200).optional(),
});
const refusals = { 'invoicing.not_found': 404 } as const;

/** Number, date, amount, type, consumption, due date, amount paid, payment office and state: the nine fields of F031. */
const invoiceRow = z.object({
  invoiceId: z.string(),
  number: z.string(),
  supplyId: z.string(),
  commodity: z.enum(['electricity', 'gas']),
  /** Name of the supply, or its street when it has none. */
  supplyName: z.string(),
  issuedOn: z.string(),
  periodFrom: z.string(),
  periodToExclusive: z.string(),
  total: z.string(),
  billType: z.enum(['ordinary', 'recalculation', 'closing', 'credit_note']),
  consumption: z.string(),
  consumptionUnit: z.string(),
  dueOn: z.string(),
  paid: z.string(),
  open: z.string(),
  /** Where it was paid (sportello di incasso), the last one first; empty when not paid. */
  paymentOffices: z.array(z.string()),
  state: paymentState,
});

export const portalInvoicesRoute = defineRoute({
  method: 'get',
  path: '/portal/invoices',
  summary: 'List the invoices of the signed-in customer, newest first',
  access: 'customer',
  request: filter,
  response: z.object({
    rows: z.array(invoiceRow),
    /** Over every invoice, whatever the filter. */
    counts: z.object({ all: z.int(), open: z.int(), paid: z.int() }),
    openTotal: z.string(),
    years: z.array(z.int()),
    supplies: z.array(z.object({ supplyId: z.string(), commodity: z.enum(['electricity', 'gas']), name: z.string() })),
  }),
  refusals: {},
});

export const portalInvoicesCsvRoute = defineRoute({
  method: 'get',
  path: '/portal/invoices.csv',
  summary: 'Download the filtered list of invoices for a spreadsheet',
  access: 'customer',
  request: filter,
  response: 'file',
  refusals: {},
});

export const portalInvoiceRoute = defineRoute({
  method: 'get',
  path: '/portal/invoices/:invoiceId',
  summary: 'Show an invoice as issued, with what was paid and the one before it',
  access: 'customer',
  request: z.object({ invoiceId: z.uuid() }),
  response: z.object({
    invoice: invoiceRow,
    document: z.custom<InvoiceDocument>(),
    payments: z.array(z.object({ paidOn: z.string(), amount: z.string(), paymentOffice: z.string() })),
    /** The invoice before it for the same supply, to say what changed; null when it is the first or covers other days. */
    previous: z
      .object({ invoiceId: z.string(), number: z.string(), total: z.string(), consumption: z.string() })
      .nullable(),
    hasEInvoice: z.boolean(),
  }),
  refusals,
});

/** Readings that close a billed stretch: the table of consumption says which bill used each. */
export const portalBilledReadingsRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies/:supplyId/billed-readings',
  summary: 'Tell which invoice used each reading of a supply first',
  access: 'customer',
  request: z.object({ supplyId: z.uuid() }),
  response: z.object({
    rows: z.array(
      z.object({
        serialNumber: z.string(),
        readOn: z.string(),
        /** Kind when it was billed: a later actual reading of the same day is another reading. */
        kind: z.enum(['collected', 'self_reported', 'estimated']),
        invoiceId: z.string(),
        number: z.string(),
      }),
    ),
  }),
  refusals,
});

export const portalInvoicePdfRoute = defineRoute({
  method: 'get',
  path: '/portal/invoices/:invoiceId/pdf',
  summary: 'Download the bill as PDF',
  access: 'customer',
  request: z.object({ invoiceId: z.uuid() }),
  response: 'file',
  refusals,
});

export const portalInvoiceXmlRoute = defineRoute({
  method: 'get',
  path: '/portal/invoices/:invoiceId/e-invoice',
  summary: 'Download the copy of the e-invoice as it goes to the SdI',
  access: 'customer',
  request: z.object({ invoiceId: z.uuid() }),
  response: 'file',
  refusals,
});
