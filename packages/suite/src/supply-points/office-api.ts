import { z } from 'zod';
import { ANY_STAFF, defineRoute, pageNumber } from '../platform/route.js';

const commodity = z.enum(['electricity', 'gas']);
const measureMode = z.enum(['single', 'bands', 'hourly', 'gas']);

/** Supply points by code and place. */
export const supplyPointsRoute = defineRoute({
  method: 'get',
  path: '/office/supply-points',
  summary: 'List supply points, searched by POD, PDR, meter and place',
  access: ANY_STAFF,
  request: z.object({
    q: z.string().max(100).default(''),
    commodity: commodity.optional(),
    sort: z.enum(['code', 'city']).default('code'),
    direction: z.enum(['asc', 'desc']).default('asc'),
    page: pageNumber,
  }),
  response: z.object({
    total: z.int(),
    pageSize: z.int(),
    rows: z.array(
      z.object({
        supplyPointId: z.string(),
        commodity,
        code: z.string(),
        street: z.string(),
        city: z.string(),
        province: z.string(),
        measureMode,
        serialNumber: z.string().nullable(),
        annualConsumption: z.string(),
      }),
    ),
  }),
  refusals: {},
});

/** The technical registry of a point and its meters, latest first. */
export const supplyPointRoute = defineRoute({
  method: 'get',
  path: '/office/supply-points/:supplyPointId',
  summary: 'Show the technical data of a supply point and its meters through time',
  access: ANY_STAFF,
  request: z.object({ supplyPointId: z.uuid() }),
  response: z.object({
    supplyPointId: z.string(),
    commodity,
    code: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    province: z.string(),
    distributorName: z.string(),
    measureMode,
    remoteRead: z.boolean(),
    availablePowerKw: z.string().nullable(),
    gasArea: z.string().nullable(),
    gasTerritory: z.string().nullable(),
    gasProfile: z.string().nullable(),
    remiCode: z.string().nullable(),
    annualConsumption: z.string(),
    meters: z.array(
      z.object({
        meterId: z.string(),
        serialNumber: z.string(),
        meterClass: z.string(),
        digits: z.int(),
        multiplier: z.string(),
        correctorSerialNumber: z.string().nullable(),
        hasCorrector: z.boolean(),
        conversionCoefficient: z.string().nullable(),
        installedFrom: z.string(),
        removedFrom: z.string().nullable(),
      }),
    ),
  }),
  refusals: { 'supply_points.not_found': 404 },
});
