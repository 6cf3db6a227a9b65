import { type Binding, bind } from '../platform/bind.js';
import { importCustomersRoute } from './import-api.js';
import { importCustomers } from './import-customers.js';

export const partiesImportRoutes: readonly Binding[] = [
  bind(importCustomersRoute, (context, { dryRun, ...file }) =>
    importCustomers(context, { ...file, dryRun: dryRun === 'true' }),
  ),
];
