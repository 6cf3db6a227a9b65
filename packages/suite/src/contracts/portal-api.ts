import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const commodity = z.enum(['electricity', 'gas']);
const readingKind = z.enum(['collected', 'self_reported', 'estimated']);

const supply = z.object({
  supplyId: z.string(),
  commodity,
  /** Name the customer gave it; empty when none. */
  alias: z.string(),
  pointCode: z.string(),
  street: z.string(),
  city: z.string(),
  state: z.enum(['active', 'future', 'ended']),
  startsOn: z.string(),
  /** Last day of the supply; null while it goes on. */
  endsOn: z.string().nullable(),
  /** The meter is read from afar: no self-reading is needed. */
  remoteRead: z.boolean(),
  lastReading: z.object({ readOn: z.string(), kind: readingKind }).nullable(),
  /** Left to pay of its invoices, euro text. */
  open: z.string(),
});

/** Whom a visitor is dealing with, before any sign-in: names and phone numbers must show even then. */
export const portalCompanyRoute = defineRoute({
  method: 'get',
  path: '/portal/company',
  summary: 'Name and contacts of the company of this portal',
  access: 'public',
  request: z.object({}),
  response: z.object({
    name: z.string(),
    phone: z.string(),
    email: z.string(),
    gasEmergencyPhone: z.string(),
    complaintAddress: z.string(),
  }),
  refusals: {},
});

/** The answers of the home page: how much, by when, what must I do. */
export const portalHomeRoute = defineRoute({
  method: 'get',
  path: '/portal/home',
  summary: 'What the signed-in customer owes and should do',
  access: 'customer',
  request: z.object({}),
  response: z.object({
    toPay: z.object({ total: z.string(), overdue: z.string(), count: z.int() }),
    /** Every invoice with something left to pay, the most urgent first. */
    openInvoices: z.array(
      z.object({
        invoiceId: z.string(),
        number: z.string(),
        commodity,
        alias: z.string(),
        dueOn: z.string(),
        open: z.string(),
        isOverdue: z.boolean(),
      }),
    ),
    lastInvoice: z
      .object({ invoiceId: z.string(), number: z.string(), issuedOn: z.string(), total: z.string() })
      .nullable(),
    supplies: z.array(supply),
  }),
  refusals: {},
});

export const portalSuppliesRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies',
  summary: 'List the supplies of the signed-in customer',
  access: 'customer',
  request: z.object({}),
  response: z.object({ rows: z.array(supply) }),
  refusals: {},
});

export const portalSupplyRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies/:supplyId',
  summary: 'Show a supply: technical data, meter, offer, last invoice',
  access: 'customer',
  request: z.object({ supplyId: z.uuid() }),
  response: z.object({
    supply: supply.extend({
      postalCode: z.string(),
      province: z.string(),
      distributorName: z.string(),
      measureMode: z.enum(['single', 'bands', 'hourly', 'gas']),
      annualConsumption: z.string(),
      availablePowerKw: z.string().nullable(),
      committedPowerKw: z.string().nullable(),
      resident: z.boolean(),
      paysTvLicenceFee: z.boolean(),
      gasProfile: z.string().nullable(),
      paymentMethod: z.enum(['postal_slip', 'bank_transfer', 'direct_debit']),
    }),
    meter: z
      .object({
        serialNumber: z.string(),
        meterClass: z.string(),
        installedFrom: z.string(),
        hasCorrector: z.boolean(),
        correctorSerialNumber: z.string().nullable(),
        conversionCoefficient: z.string().nullable(),
      })
      .nullable(),
    contract: z.object({ number: z.string(), signedOn: z.string() }),
    offer: z.object({
      code: z.string(),
      name: z.string(),
      fixedFeeEurPerYear: z.string(),
      price: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('single'), eurPerUnit: z.string() }),
        z.object({ kind: z.literal('bands'), f1: z.string(), f2: z.string(), f3: z.string() }),
        z.object({ kind: z.literal('indexed'), index: z.enum(['pun', 'psv']), spread: z.string() }),
      ]),
      validFrom: z.string(),
      validToExclusive: z.string().nullable(),
    }),
    lastInvoice: z
      .object({ invoiceId: z.string(), number: z.string(), issuedOn: z.string(), total: z.string() })
      .nullable(),
  }),
  refusals: { 'contracts.not_found': 404 },
});
