import { type Binding, bind } from '../platform/bind.js';
import { portalCompanyRoute, portalHomeRoute, portalSuppliesRoute, portalSupplyRoute } from './portal-api.js';
import { showPortalCompany, showPortalHome, showPortalSupplies, showPortalSupply } from './portal-screens.pg.js';

export const contractsPortalRoutes: readonly Binding[] = [
  bind(portalCompanyRoute, showPortalCompany),
  bind(portalHomeRoute, showPortalHome),
  bind(portalSuppliesRoute, showPortalSupplies),
  bind(portalSupplyRoute, showPortalSupply),
];
