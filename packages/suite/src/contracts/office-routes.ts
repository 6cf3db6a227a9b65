import { type Binding, bind } from '../platform/bind.js';
import { customerSuppliesRoute, pointSuppliesRoute } from './office-api.js';
import { showSuppliesAtPoint, showSuppliesOfCustomer } from './office-screens.pg.js';

export const contractsOfficeRoutes: readonly Binding[] = [
  bind(customerSuppliesRoute, showSuppliesOfCustomer),
  bind(pointSuppliesRoute, showSuppliesAtPoint),
];
