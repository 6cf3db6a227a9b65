import { type Binding, bind } from '../platform/bind.js';
import {
  applyWorklistItemRoute,
  discardWorklistItemRoute,
  importMeasuresRoute,
  retryWorklistItemRoute,
} from './import-api.js';
import { importMeasures } from './import-measures.js';
import { applyWorklistItem, discardWorklistItem, retryWorklistItem } from './resolve-worklist-item.js';

export const meteringImportRoutes: readonly Binding[] = [
  bind(importMeasuresRoute, (context, { dryRun, ...file }) =>
    importMeasures(context, { ...file, dryRun: dryRun === 'true' }),
  ),
  bind(retryWorklistItemRoute, retryWorklistItem),
  bind(discardWorklistItemRoute, discardWorklistItem),
  bind(applyWorklistItemRoute, applyWorklistItem),
];
