import type { JobHandlers } from '../platform/job-queue.js';
import { archiveLot } from './archive-bill.js';
import { closeRunIfIssued, issueLot } from './issue-lot.js';

type LotPayload = { readonly runId: string; readonly lotNo: number };

/** Background work of invoicing. Issuing comes before the archive of PDFs, which is slow and can wait. */
export const invoicingJobs: JobHandlers = {
  'invoicing.issue_lot': (context, payload) => issueLot(context, payload as LotPayload),
  'invoicing.close_run': (context, payload) => closeRunIfIssued(context, payload as { runId: string }),
  'invoicing.archive_lot': (context, payload) => archiveLot(context, payload as LotPayload),
};
