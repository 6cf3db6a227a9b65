import { type Binding, bind } from '../platform/bind.js';
import { importMetersRoute, importSupplyPointsRoute } from './import-api.js';
import { importMeters } from './import-meters.js';
import { importSupplyPoints } from './import-supply-points.js';

export const supplyPointsImportRoutes: readonly Binding[] = [
  bind(importSupplyPointsRoute, (context, { dryRun, ...file }) =>
    importSupplyPoints(context, { ...file, dryRun: dryRun === 'true' }),
  ),
  bind(importMetersRoute, (context, { dryRun, ...file }) =>
    importMeters(context, { ...file, dryRun: dryRun === 'true' }),
  ),
];
