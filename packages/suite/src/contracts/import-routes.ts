import { type Binding, bind } from '../platform/bind.js';
import { importContractsRoute } from './import-api.js';
import { importContracts } from './import-contracts.js';

export const contractsImportRoutes: readonly Binding[] = [
  bind(importContractsRoute, (context, { dryRun, ...file }) =>
    importContracts(context, { ...file, dryRun: dryRun === 'true' }),
  ),
];
