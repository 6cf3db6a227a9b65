import {
  defineRoute,
  IMPORT_LIMIT_BYTES,
  IMPORT_ROLES,
  tableImportAnswer,
  tableImportRequest,
} from '../platform/route.js';

/** Columns in README.md and docs/import.md. `imports.refused` carries every error with its line and column. */
export const importCustomersRoute = defineRoute({
  method: 'post',
  path: '/office/imports/customers',
  summary: 'Load customers from a CSV file',
  access: IMPORT_ROLES,
  request: tableImportRequest,
  response: tableImportAnswer,
  refusals: { 'imports.refused': 422 },
  uploadLimitBytes: IMPORT_LIMIT_BYTES,
});
