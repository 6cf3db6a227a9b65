import { type Binding, bind } from '../platform/bind.js';
import { customerRoute, customersRoute, revealCustomerRoute } from './office-api.js';
import { showCustomer, showCustomers } from './office-screens.pg.js';
import { revealCustomer } from './reveal-customer.js';

export const partiesOfficeRoutes: readonly Binding[] = [
  bind(customersRoute, showCustomers),
  bind(customerRoute, showCustomer),
  bind(revealCustomerRoute, revealCustomer),
];
