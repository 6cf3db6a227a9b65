import { isLocalDate } from '@sportello/kernel/calendar';
import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const registerName = z.enum(['A0', 'A1', 'A2', 'A3', 'M', 'C']);
/** Whole units of each dial, without the red decimals. */
const dials = z.object({
  A0: z.int().min(0).max(9_999_999_999).exactOptional(),
  A1: z.int().min(0).max(9_999_999_999).exactOptional(),
  A2: z.int().min(0).max(9_999_999_999).exactOptional(),
  A3: z.int().min(0).max(9_999_999_999).exactOptional(),
  M: z.int().min(0).max(9_999_999_999).exactOptional(),
  C: z.int().min(0).max(9_999_999_999).exactOptional(),
});

/**
 * Everything the page needs to run `checkSelfReading` while the customer types; the fields of `check` are its
 * `SelfReadingContext`.
 */
export const selfReadingFormRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies/:supplyId/self-readings/form',
  summary: 'Show what a self-reading of the supply needs',
  access: 'customer',
  request: z.object({ supplyId: z.uuid() }),
  response: z.object({
    supplyId: z.string(),
    alias: z.string(),
    commodity: z.enum(['electricity', 'gas']),
    pointCode: z.string(),
    street: z.string(),
    city: z.string(),
    serialNumber: z.string(),
    correctorSerialNumber: z.string().nullable(),
    /** Null when the meter is new. Estimates are never the previous reading. */
    previousKind: z.enum(['collected', 'self_reported']).nullable(),
    check: z.object({
      today: z.string(),
      window: z.object({ opensOn: z.string(), closesOn: z.string() }).nullable(),
      meter: z.object({
        registers: z.array(registerName),
        digits: z.int(),
        correctorDigits: z.int().nullable(),
        isReadRemotely: z.boolean(),
        usualCorrectorRatioMillionths: z.int().nullable(),
      }),
      previous: z.object({ readOn: z.string(), dials }).nullable(),
      alreadyGivenOn: z.string().nullable(),
      expectedAnnualUnits: z.int().nullable(),
      parameters: z.object({
        zeroConsumption: z.enum(['confirm', 'refuse']),
        unusualBelowPercent: z.int(),
        unusualAbovePercent: z.int(),
        correctorTolerancePercent: z.int(),
      }),
    }),
  }),
  refusals: {
    'metering.not_found': 404,
    'metering.supply_not_active': 422,
    'metering.no_meter_installed': 422,
  },
});

export const submitSelfReadingRoute = defineRoute({
  method: 'post',
  path: '/portal/supplies/:supplyId/self-readings',
  summary: 'Give the reading of the meter (autolettura)',
  access: 'customer',
  request: z.object({
    supplyId: z.uuid(),
    readOn: z.string().refine(isLocalDate),
    dials,
    rolledOver: z.boolean().default(false),
    /** Codes of the confirmations the customer was asked and gave. */
    confirmed: z.array(z.string().max(60)).max(10).default([]),
  }),
  response: z.object({
    readingId: z.string(),
    /** Number of the receipt, to be named to the contact centre. */
    number: z.string(),
    receivedAt: z.string(),
    readOn: z.string(),
  }),
  refusals: {
    'metering.not_found': 404,
    'metering.supply_not_active': 422,
    'metering.no_meter_installed': 422,
    'metering.remote_read_meter': 422,
    'metering.reading_in_future': 422,
    'metering.outside_window': 422,
    'metering.unexpected_register': 422,
    'metering.register_missing': 422,
    'metering.corrector_reading_missing': 422,
    'metering.too_many_digits': 422,
    'metering.date_not_after_previous': 422,
    'metering.not_greater_than_previous': 422,
    'metering.confirmation_needed': 422,
  },
});
