import { z } from 'zod';
import { defineRoute, IMPORT_LIMIT_BYTES, IMPORT_ROLES } from '../platform/route.js';

const flowFault = z.object({
  code: z.string(),
  line: z.int(),
  column: z.int(),
  element: z.string(),
  value: z.string(),
  expected: z.string(),
  pointCode: z.string().nullable(),
});

/** What the file holds of one point: for curves the energy of each month, for daily gas readings the differences. */
const pointTotals = z.object({
  month: z.string().exactOptional(),
  /** Decimal text, kWh. */
  activeKwh: z.string().exactOptional(),
  curveDays: z.int().exactOptional(),
  quarterHours: z.int().exactOptional(),
  readings: z.int().exactOptional(),
  /** The reading the differences start from: the last known before the file, else the first of the file. */
  since: z.string().exactOptional(),
  /** Last register of the file minus that of `since`. */
  differences: z.record(z.string(), z.string()).exactOptional(),
});

export const measureImportAnswer = z.object({
  /** `already_loaded`: the same bytes were loaded before, nothing changes. */
  outcome: z.enum(['loaded', 'checked', 'already_loaded']),
  /** When the same bytes were loaded the first time. */
  alreadyLoadedAt: z.string().nullable(),
  fileId: z.string().nullable(),
  flow: z.string(),
  counts: z.object({
    points: z.int(),
    records: z.int(),
    readings: z.int(),
    rectifications: z.int(),
    curveDays: z.int(),
    meterChanges: z.int(),
    alreadyKnown: z.int(),
    worklist: z.int(),
  }),
  totals: z.record(z.string(), z.array(pointTotals)),
  /** Points whose records are broken: left out and put on the worklist. */
  faults: z.array(flowFault),
});

/** A measurement flow (XML) of the distributor. The whole file is refused when it is broken or for another company. */
export const importMeasuresRoute = defineRoute({
  method: 'post',
  path: '/office/imports/measures',
  summary: 'Load a measurement flow of the distributor',
  access: IMPORT_ROLES,
  request: z.object({ fileName: z.string().min(1).max(200), dryRun: z.enum(['true', 'false']).default('false') }),
  response: measureImportAnswer,
  refusals: { 'metering.file_refused': 422, 'metering.other_company': 422 },
  uploadLimitBytes: IMPORT_LIMIT_BYTES,
});

const itemRequest = z.object({ itemId: z.uuid() });
const closedItem = z.object({ itemId: z.string(), state: z.enum(['open', 'applied', 'discarded']) });

/** Plan the record again: what was missing (a point, a meter, a supply) may be there now. */
export const retryWorklistItemRoute = defineRoute({
  method: 'post',
  path: '/office/worklist/:itemId/retry',
  summary: 'Try again to use a record of the worklist',
  access: IMPORT_ROLES,
  request: itemRequest,
  response: closedItem,
  refusals: { 'metering.item_not_found': 404, 'metering.item_closed': 409, 'metering.still_not_usable': 422 },
});

export const discardWorklistItemRoute = defineRoute({
  method: 'post',
  path: '/office/worklist/:itemId/discard',
  summary: 'Close a record of the worklist without using it',
  access: IMPORT_ROLES,
  request: itemRequest.extend({ note: z.string().trim().min(3).max(500) }),
  response: closedItem,
  refusals: { 'metering.item_not_found': 404, 'metering.item_closed': 409 },
});

/** Use a reading that only its plausibility stopped (implausible use), on a person's word. */
export const applyWorklistItemRoute = defineRoute({
  method: 'post',
  path: '/office/worklist/:itemId/apply',
  summary: 'Use a record of the worklist although it is unusual',
  access: IMPORT_ROLES,
  request: itemRequest.extend({ note: z.string().trim().min(3).max(500) }),
  response: closedItem,
  refusals: { 'metering.item_not_found': 404, 'metering.item_closed': 409, 'metering.still_not_usable': 422 },
});
