import { type Binding, bind } from '../platform/bind.js';
import type { FixedHoliday } from './domain/time-bands.js';
import { portalConsumptionCsvRoute, portalConsumptionRoute } from './portal-consumption-api.js';
import { downloadPortalConsumptionCsv, showPortalConsumption } from './portal-screens.pg.js';

/** `holidays` of the tariff folder decide the bands of load curves. */
export const meteringPortalConsumptionRoutes = (holidays: readonly FixedHoliday[]): readonly Binding[] => [
  bind(portalConsumptionRoute, showPortalConsumption(holidays)),
  bind(portalConsumptionCsvRoute, downloadPortalConsumptionCsv(holidays)),
];
