import { z } from 'zod';
import { ANY_STAFF, defineRoute, pageNumber } from '../platform/route.js';

/** What the palette finds: a record and the words that tell it from another. */
export const searchRoute = defineRoute({
  method: 'get',
  path: '/office/search',
  summary: 'Find records by name, tax code, POD, PDR, meter, invoice number, customer code',
  access: ANY_STAFF,
  request: z.object({ q: z.string().max(100) }),
  response: z.object({
    hits: z.array(
      z.object({
        kind: z.enum(['customer', 'supply_point', 'invoice']),
        id: z.string(),
        /** Name of the customer, POD or PDR, number of the invoice. */
        title: z.string(),
        /** Customer code, place of the point, customer of the invoice. */
        detail: z.string(),
      }),
    ),
  }),
  refusals: {},
});

const kind = z.enum(['registration', 'self_reading', 'personal_data_change']);
const state = z.enum(['new', 'fulfilled']);
const channel = z.enum(['portal', 'office']);
const activity = z.object({
  activityId: z.string(),
  number: z.string(),
  kind,
  state,
  channel,
  customerId: z.string(),
  customerCode: z.string(),
  customerName: z.string(),
  supplyId: z.string().nullable(),
  supplyPointId: z.string().nullable(),
  pointCode: z.string().nullable(),
  createdAt: z.string(),
  fulfilledAt: z.string().nullable(),
});

/** Activities, latest first, with the count of each state for the other filters. */
export const activitiesRoute = defineRoute({
  method: 'get',
  path: '/office/activities',
  summary: 'List activities',
  access: ANY_STAFF,
  request: z.object({
    kind: kind.optional(),
    state: state.optional(),
    channel: channel.optional(),
    customerId: z.uuid().optional(),
    page: pageNumber,
  }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    states: z.array(z.object({ state, count: z.int() })),
    rows: z.array(activity),
  }),
  refusals: {},
});

export const activityRoute = defineRoute({
  method: 'get',
  path: '/office/activities/:activityId',
  summary: 'Show an activity with its facts',
  access: ANY_STAFF,
  request: z.object({ activityId: z.uuid() }),
  response: activity.extend({ facts: z.record(z.string(), z.unknown()) }),
  refusals: { 'crm.activity_not_found': 404 },
});

/** Everything that happened with a customer, latest first: at most 200 entries of each kind. */
export const customerTimelineRoute = defineRoute({
  method: 'get',
  path: '/office/customers/:customerId/timeline',
  summary: 'Show what happened with a customer',
  access: ANY_STAFF,
  request: z.object({ customerId: z.uuid() }),
  response: z.object({
    entries: z.array(
      z.object({
        kind: z.enum(['invoice', 'reading', 'activity', 'message', 'data_change', 'supply_start', 'supply_end']),
        /** An instant, or a civil day where the hour means nothing. */
        at: z.string(),
        id: z.string(),
        /** Invoice or activity number, POD or PDR, subject of the message, names of the changed fields. */
        title: z.string(),
        /** Code of what it is: state of a message, kind of reading or activity, amount of an invoice. */
        detail: z.string(),
      }),
    ),
  }),
  refusals: {},
});

/** Messages to a customer. Never their text: it may hold a one-time link. */
export const customerMessagesRoute = defineRoute({
  method: 'get',
  path: '/office/customers/:customerId/messages',
  summary: 'List the messages sent to a customer and their fate',
  access: ANY_STAFF,
  request: z.object({ customerId: z.uuid() }),
  response: z.object({
    rows: z.array(
      z.object({
        messageId: z.string(),
        template: z.string(),
        subject: z.string(),
        toAddress: z.string(),
        state: z.enum(['queued', 'data_started', 'sent', 'deferred', 'failed', 'to_check']),
        attempts: z.int(),
        lastAnswer: z.string().nullable(),
        queuedAt: z.string(),
        sentAt: z.string().nullable(),
      }),
    ),
  }),
  refusals: {},
});

/** What waits for somebody, and what came in last. */
export const todayRoute = defineRoute({
  method: 'get',
  path: '/office/today',
  summary: 'Show what needs a person today',
  access: ANY_STAFF,
  request: z.object({}),
  response: z.object({
    /** The civil day in Rome: a browser does not know it. */
    today: z.string(),
    worklist: z.array(z.object({ reason: z.string(), count: z.int() })),
    newActivities: z.int(),
    /** Messages that failed for good, or of which nobody knows whether they left. */
    messagesToCheck: z.int(),
    activities: z.array(activity),
  }),
  refusals: {},
});
