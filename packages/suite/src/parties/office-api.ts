import { z } from 'zod';
import { ANY_STAFF, defineRoute, pageNumber } from '../platform/route.js';

const customerKind = z.enum(['person', 'company']);

/** Customers of the company, one page at a time. */
export const customersRoute = defineRoute({
  method: 'get',
  path: '/office/customers',
  summary: 'List customers, searched by name, codes and place',
  access: ANY_STAFF,
  request: z.object({
    q: z.string().max(100).default(''),
    kind: customerKind.optional(),
    sort: z.enum(['name', 'code', 'city', 'since']).default('name'),
    direction: z.enum(['asc', 'desc']).default('asc'),
    page: pageNumber,
  }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    rows: z.array(
      z.object({
        customerId: z.string(),
        code: z.string(),
        kind: customerKind,
        name: z.string(),
        city: z.string(),
        province: z.string(),
        since: z.string(),
      }),
    ),
  }),
  refusals: {},
});

/** The identity of a customer. Tax code and phone are masked: `revealCustomerRoute` shows them. */
export const customerRoute = defineRoute({
  method: 'get',
  path: '/office/customers/:customerId',
  summary: 'Show the identity and the addresses of a customer',
  access: ANY_STAFF,
  request: z.object({ customerId: z.uuid() }),
  response: z.object({
    customerId: z.string(),
    code: z.string(),
    kind: customerKind,
    name: z.string(),
    maskedTaxCode: z.string().nullable(),
    vatNumber: z.string().nullable(),
    email: z.string().nullable(),
    maskedPhone: z.string().nullable(),
    pec: z.string().nullable(),
    recipientCode: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    province: z.string(),
    country: z.string(),
    language: z.enum(['it', 'en']),
    since: z.string(),
  }),
  refusals: { 'parties.not_found': 404 },
});

/**
 * Tax code, birthday and phone in full. A GET, because nothing changes but the audit trail, and because the answers
 * of writes are kept for replay: a tax code must not be.
 */
export const revealCustomerRoute = defineRoute({
  method: 'get',
  path: '/office/customers/:customerId/identity',
  summary: 'Show the masked fields of a customer; who looked is written to the audit trail',
  access: ANY_STAFF,
  request: z.object({ customerId: z.uuid() }),
  response: z.object({ taxCode: z.string().nullable(), bornOn: z.string().nullable(), phone: z.string().nullable() }),
  refusals: { 'parties.not_found': 404 },
});
