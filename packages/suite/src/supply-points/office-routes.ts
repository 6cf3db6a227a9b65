import { type Binding, bind } from '../platform/bind.js';
import { supplyPointRoute, supplyPointsRoute } from './office-api.js';
import { showSupplyPoint, showSupplyPoints } from './office-screens.pg.js';

export const supplyPointsOfficeRoutes: readonly Binding[] = [
  bind(supplyPointsRoute, showSupplyPoints),
  bind(supplyPointRoute, showSupplyPoint),
];
