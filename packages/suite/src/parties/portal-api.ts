import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const changeable = {
  street: z.string().trim().min(3).max(120),
  postalCode: z.string().trim().min(1).max(12),
  city: z.string().trim().min(1).max(80),
  province: z.string().trim().toUpperCase().max(2),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/),
  email: z.string().trim().max(254).nullable(),
  phone: z.string().trim().max(30).nullable(),
  pec: z.string().trim().max(254).nullable(),
  language: z.enum(['it', 'en']),
};

const profile = z.object({
  customerId: z.string(),
  code: z.string(),
  kind: z.enum(['person', 'company']),
  /** As letters call the customer. */
  displayName: z.string(),
  taxCode: z.string().nullable(),
  vatNumber: z.string().nullable(),
  ...changeable,
  /** Send it back with the change: an older one is refused. */
  version: z.int(),
});

export const profileRoute = defineRoute({
  method: 'get',
  path: '/portal/profile',
  summary: 'Show the data of the signed-in customer',
  access: 'customer',
  request: z.object({}),
  response: profile,
  refusals: { 'parties.not_found': 404 },
});

/** The whole of the changeable data. Names, tax code and VAT number change at the counter, with a document. */
export const changeProfileRoute = defineRoute({
  method: 'put',
  path: '/portal/profile',
  summary: 'Change address, contacts and language of the signed-in customer',
  access: 'customer',
  request: z.object({ ...changeable, version: z.int() }),
  response: profile,
  refusals: {
    'parties.not_found': 404,
    'parties.changed_meanwhile': 409,
    'parties.wrong_email': 422,
    'parties.wrong_phone': 422,
    'parties.wrong_postal_code': 422,
    'parties.wrong_province': 422,
  },
});
