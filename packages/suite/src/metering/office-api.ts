import { z } from 'zod';
import { ANY_STAFF, defineRoute, pageNumber } from '../platform/route.js';

const registers = z.record(z.string(), z.string());

/** Readings of a point, latest first, the rectified ones included and marked. */
export const pointReadingsRoute = defineRoute({
  method: 'get',
  path: '/office/supply-points/:supplyPointId/readings',
  summary: 'List the readings of a supply point',
  access: ANY_STAFF,
  request: z.object({ supplyPointId: z.uuid(), page: pageNumber }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    rows: z.array(
      z.object({
        readingId: z.string(),
        readOn: z.string(),
        kind: z.enum(['collected', 'self_reported', 'estimated']),
        serialNumber: z.string(),
        registers,
        source: z.string(),
        fileName: z.string().nullable(),
        /** False once another reading rectifies it. */
        inForce: z.boolean(),
        acceptedAt: z.string(),
      }),
    ),
  }),
  refusals: {},
});

/** Measurement files as received, latest first. */
export const measureFilesRoute = defineRoute({
  method: 'get',
  path: '/office/metering/files',
  summary: 'List the measurement files loaded',
  access: ANY_STAFF,
  request: z.object({ page: pageNumber }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    rows: z.array(
      z.object({
        fileId: z.string(),
        name: z.string(),
        flow: z.string(),
        sizeBytes: z.int(),
        loadedAt: z.string(),
        /** Name of who loaded it; the code of the system when it was no person. */
        loadedBy: z.string(),
        readings: z.int(),
        curveDays: z.int(),
        openItems: z.int(),
      }),
    ),
  }),
  refusals: {},
});

const itemState = z.enum(['open', 'applied', 'discarded']);
const item = z.object({
  itemId: z.string(),
  fileName: z.string(),
  flow: z.string(),
  lineNo: z.int(),
  pointCode: z.string(),
  /** The point when the registry knows it. */
  supplyPointId: z.string().nullable(),
  reason: z.string(),
  facts: z.record(z.string(), z.unknown()),
  state: itemState,
  createdAt: z.string(),
});

/** What the imports could not use, oldest first, with how many items each reason has. */
export const worklistRoute = defineRoute({
  method: 'get',
  path: '/office/worklist',
  summary: 'List the measures a person must look at',
  access: ANY_STAFF,
  request: z.object({ state: itemState.default('open'), reason: z.string().max(80).optional(), page: pageNumber }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
    rows: z.array(item),
  }),
  refusals: {},
});

/** One item of the worklist with the record as it was in the file. */
export const worklistItemRoute = defineRoute({
  method: 'get',
  path: '/office/worklist/:itemId',
  summary: 'Show an item of the worklist with its record',
  access: ANY_STAFF,
  request: z.object({ itemId: z.uuid() }),
  response: item.extend({
    record: z.unknown(),
    note: z.string().nullable(),
    closedBy: z.string().nullable(),
    closedAt: z.string().nullable(),
  }),
  refusals: { 'metering.item_not_found': 404 },
});
