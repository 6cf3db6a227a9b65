import {
  defineRoute,
  IMPORT_LIMIT_BYTES,
  IMPORT_ROLES,
  tableImportAnswer,
  tableImportRequest,
} from '../platform/route.js';

export const importContractsRoute = defineRoute({
  method: 'post',
  path: '/office/imports/contracts',
  summary: 'Load contracts and their supplies from a CSV file',
  access: IMPORT_ROLES,
  request: tableImportRequest,
  response: tableImportAnswer,
  refusals: { 'imports.refused': 422 },
  uploadLimitBytes: IMPORT_LIMIT_BYTES,
});
