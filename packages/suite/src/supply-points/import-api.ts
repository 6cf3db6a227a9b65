import {
  defineRoute,
  IMPORT_LIMIT_BYTES,
  IMPORT_ROLES,
  tableImportAnswer,
  tableImportRequest,
} from '../platform/route.js';

export const importSupplyPointsRoute = defineRoute({
  method: 'post',
  path: '/office/imports/supply-points',
  summary: 'Load supply points from a CSV file',
  access: IMPORT_ROLES,
  request: tableImportRequest,
  response: tableImportAnswer,
  refusals: { 'imports.refused': 422 },
  uploadLimitBytes: IMPORT_LIMIT_BYTES,
});

export const importMetersRoute = defineRoute({
  method: 'post',
  path: '/office/imports/meters',
  summary: 'Load meters from a CSV file',
  access: IMPORT_ROLES,
  request: tableImportRequest,
  response: tableImportAnswer,
  refusals: { 'imports.refused': 422 },
  uploadLimitBytes: IMPORT_LIMIT_BYTES,
});
