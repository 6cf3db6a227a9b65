import { z } from 'zod';
import { ANY_STAFF, defineRoute } from '../platform/route.js';

const supply = z.object({
  supplyId: z.string(),
  supplyPointId: z.string(),
  commodity: z.enum(['electricity', 'gas']),
  pointCode: z.string(),
  alias: z.string(),
  street: z.string(),
  city: z.string(),
  customerId: z.string(),
  customerCode: z.string(),
  customerName: z.string(),
  contractNumber: z.string(),
  offerName: z.string(),
  startsOn: z.string(),
  endsOnExclusive: z.string().nullable(),
  /** Against today: not begun, running, over. */
  state: z.enum(['future', 'active', 'ended']),
  paymentMethod: z.enum(['postal_slip', 'bank_transfer', 'direct_debit']),
  committedPowerKw: z.string().nullable(),
  resident: z.boolean(),
});

/** Supplies of a customer, running ones first. Nothing for a customer who is not there. */
export const customerSuppliesRoute = defineRoute({
  method: 'get',
  path: '/office/customers/:customerId/supplies',
  summary: 'List the supplies of a customer',
  access: ANY_STAFF,
  request: z.object({ customerId: z.uuid() }),
  response: z.object({ rows: z.array(supply) }),
  refusals: {},
});

/** Who has held a point, latest first. */
export const pointSuppliesRoute = defineRoute({
  method: 'get',
  path: '/office/supply-points/:supplyPointId/supplies',
  summary: 'List the supplies given at a supply point, with their holders',
  access: ANY_STAFF,
  request: z.object({ supplyPointId: z.uuid() }),
  response: z.object({ rows: z.array(supply) }),
  refusals: {},
});
