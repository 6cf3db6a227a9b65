export { billPdf } from './archive-bill.js';
export type { InvoiceDocument } from './domain/invoice-document.js';
export { invoicingIssueRoutes } from './issue-routes.js';
export { issueRun } from './issue-run.js';
export { invoicingJobs } from './jobs.js';
export { invoicingOfficeRoutes } from './office-routes.js';
export { invoicingPortalRoutes } from './portal-routes.js';
