import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

export const issueRunRoute = defineRoute({
  method: 'post',
  path: '/office/billing/runs/:runId/issue',
  summary: 'Issue the bills of a final run: numbers, ledger, e-invoices. Cannot be undone',
  access: ['billing_manager', 'admin'],
  request: z.object({ runId: z.uuid() }),
  response: z.object({ state: z.literal('issuing') }),
  refusals: {
    'billing.run_not_found': 404,
    'billing.wrong_state': 409,
    /** A simulation is never issued. */
    'billing.simulation_not_issued': 422,
    /** An invoice with a later date has already taken a number of the series. */
    'invoicing.later_invoice_exists': 422,
  },
});
