import { isLocalDate } from '@sportello/kernel/calendar';
import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const RUNNERS = ['billing_manager', 'admin'] as const;
const READERS = ['billing_manager', 'admin', 'back_office', 'auditor'] as const;

const day = z.string().refine(isLocalDate, 'day');
const runState = z.enum(['computing', 'paused', 'computed', 'issuing', 'issued', 'cancelled']);
const mode = z.enum(['simulation', 'final']);
const commodity = z.enum(['electricity', 'gas']);

/** Counts always add up: `waiting + computed + parked = supplies`, and `issued` is a part of `computed`. */
const runSummary = z.object({
  runId: z.string(),
  number: z.string(),
  mode,
  commodity: commodity.nullable(),
  periodFrom: z.string(),
  periodToExclusive: z.string(),
  issueOn: z.string(),
  dueOn: z.string(),
  state: runState,
  createdBy: z.string(),
  createdAt: z.string(),
  computedAt: z.string().nullable(),
  issuedAt: z.string().nullable(),
  supplies: z.int(),
  waiting: z.int(),
  computed: z.int(),
  parked: z.int(),
  issued: z.int(),
  total: z.string(),
});

export const listRunsRoute = defineRoute({
  method: 'get',
  path: '/office/billing/runs',
  summary: 'Billing runs, newest first',
  access: READERS,
  request: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  response: z.object({ runs: z.array(runSummary), total: z.int(), pageSize: z.int() }),
  refusals: {},
});

export const openRunRoute = defineRoute({
  method: 'post',
  path: '/office/billing/runs',
  summary: 'Start a billing run: a simulation leaves no trace in the books, a final run can be issued',
  access: RUNNERS,
  request: z.object({
    mode,
    commodity: commodity.nullable().default(null),
    periodFrom: day,
    periodToExclusive: day,
    issueOn: day,
    dueOn: day,
  }),
  response: z.object({ runId: z.string(), number: z.string() }),
  refusals: {
    'billing.period_empty': 422,
    'billing.period_not_over': 422,
    'billing.due_before_issue': 422,
    'billing.no_supplies': 422,
    'billing.final_run_open': 409,
  },
});

export const runRoute = defineRoute({
  method: 'get',
  path: '/office/billing/runs/:runId',
  summary: 'Monitor of one run',
  access: READERS,
  request: z.object({ runId: z.uuid() }),
  response: z.object({
    run: runSummary,
    /** Of the step in progress (computing or issuing), 0–100. */
    progressPercent: z.number(),
    perSecond: z.number().nullable(),
    etaSeconds: z.int().nullable(),
    lots: z.array(
      z.object({
        lotNo: z.int(),
        state: z.enum(['planned', 'computed', 'issued']),
        supplies: z.int(),
        computed: z.int(),
        parked: z.int(),
        total: z.string(),
        attempts: z.int(),
        lastError: z.string().nullable(),
      }),
    ),
    /** Supplies that could not be billed, by cause. */
    parked: z.array(
      z.object({
        reason: z.string(),
        count: z.int(),
        supplies: z.array(
          z.object({
            supplyId: z.string(),
            supplyPointId: z.string(),
            pointCode: z.string(),
            customerId: z.string(),
            customerName: z.string(),
            facts: z.record(z.string(), z.unknown()),
          }),
        ),
      }),
    ),
    /** Bills a person may want to look at, by cause. */
    warnings: z.array(z.object({ code: z.string(), count: z.int(), total: z.string() })),
    /** The other run of the same period and commodity (simulation or final) that this one can be compared with. */
    counterpart: z
      .object({
        runId: z.string(),
        number: z.string(),
        mode,
        same: z.int(),
        different: z.int(),
        onlyHere: z.int(),
        onlyThere: z.int(),
      })
      .nullable(),
  }),
  refusals: { 'billing.run_not_found': 404 },
});

export const runBillsRoute = defineRoute({
  method: 'get',
  path: '/office/billing/runs/:runId/bills',
  summary: 'Bills of a run, largest first',
  access: READERS,
  request: z.object({
    runId: z.uuid(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    warning: z.string().max(80).exactOptional(),
  }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    bills: z.array(
      z.object({
        billId: z.string(),
        supplyId: z.string(),
        supplyPointId: z.string(),
        customerId: z.string(),
        customerName: z.string(),
        pointCode: z.string(),
        commodity,
        periodFrom: z.string(),
        periodToExclusive: z.string(),
        recalculatedFrom: z.string().nullable(),
        consumption: z.string(),
        consumptionOrigin: z.enum(['actual', 'self_reported', 'estimated']),
        total: z.string(),
        warnings: z.array(z.string()),
      }),
    ),
  }),
  refusals: { 'billing.run_not_found': 404 },
});

const change = (verb: string, summary: string) =>
  defineRoute({
    method: 'post',
    path: `/office/billing/runs/:runId/${verb}`,
    summary,
    access: RUNNERS,
    request: z.object({ runId: z.uuid() }),
    response: z.object({ state: runState }),
    refusals: { 'billing.run_not_found': 404, 'billing.wrong_state': 409 },
  });

export const pauseRunRoute = change('pause', 'Pause: lots in progress finish, the others wait');
export const resumeRunRoute = change('resume', 'Go on with a paused run, or try again the supplies that were parked');
export const cancelRunRoute = change('cancel', 'Cancel a run that has not been issued; its bills are deleted');
