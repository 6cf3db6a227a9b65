import { type Binding, bind } from '../platform/bind.js';
import { portalHomeRoute, portalSuppliesRoute, portalSupplyRoute } from './portal-api.js';
import { showPortalHome, showPortalSupplies, showPortalSupply } from './portal-screens.pg.js';

export const contractsPortalRoutes: readonly Binding[] = [
  bind(portalHomeRoute, showPortalHome),
  bind(portalSuppliesRoute, showPortalSupplies),
  bind(portalSupplyRoute, showPortalSupply),
];
