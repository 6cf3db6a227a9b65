import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const request = z.object({
  supplyId: z.uuid(),
  /** How far back, in months. */
  months: z.coerce.number().int().min(6).max(36).default(12),
});
const refusals = { 'metering.not_found': 404 } as const;

export const portalConsumptionRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies/:supplyId/consumption',
  summary: 'What a supply used, month by month and reading by reading',
  access: 'customer',
  request,
  response: z.object({
    commodity: z.enum(['electricity', 'gas']),
    /** Name of the supply, or its street when it has none. */
    supplyName: z.string(),
    unit: z.enum(['kWh', 'Smc']),
    /** Oldest first. The origins of a month sum to its quantity, and so do its bands. */
    months: z.array(
      z.object({
        month: z.string(),
        quantity: z.string(),
        byOrigin: z.object({ actual: z.string(), self_reported: z.string(), estimated: z.string() }),
        byBand: z.array(z.object({ band: z.enum(['F0', 'F1', 'F2', 'F3', 'gas']), quantity: z.string() })),
        isWhole: z.boolean(),
        /** Worked out inside a total between two readings far apart. */
        isSpread: z.boolean(),
      }),
    ),
    total: z.string(),
    /** The same months one year before, when all of them are measured; null otherwise. */
    totalYearBefore: z.string().nullable(),
    /** Newest first. */
    readings: z.array(
      z.object({
        readOn: z.string(),
        kind: z.enum(['collected', 'self_reported', 'estimated']),
        serialNumber: z.string(),
        registers: z
          .object({ A0: z.string(), A1: z.string(), A2: z.string(), A3: z.string(), M: z.string(), C: z.string() })
          .partial(),
        coefficient: z.string().nullable(),
        quantity: z.string().nullable(),
      }),
    ),
  }),
  refusals,
});

export const portalConsumptionCsvRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies/:supplyId/consumption.csv',
  summary: 'Download readings and consumption of a supply for a spreadsheet',
  access: 'customer',
  request,
  response: 'file',
  refusals,
});
