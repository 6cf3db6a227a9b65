import { type ArchivedFile, archive, type BillRenderer, createBillRenderer, findArchived } from '../documents/index.js';
import type { Context } from '../platform/context.js';
import { composeBillView } from './domain/compose-bill-view.js';
import { findDocument, invoicesOfLot } from './store.pg.js';

let renderer: BillRenderer | null = null;

/**
 * The PDF of an issued invoice. It is made once and archived: every later reprint is the same bytes (F033).
 * Null when the company has no such invoice.
 */
export async function billPdf(
  { db, companyId }: Pick<Context, 'db' | 'companyId'>,
  invoiceId: string,
): Promise<ArchivedFile | null> {
  const archived = await findArchived(db, companyId, 'bill_pdf', invoiceId);
  if (archived !== null) return archived;
  const found = await findDocument(db, companyId, invoiceId);
  if (found === null) return null;
  renderer ??= createBillRenderer();
  const content = await renderer.render(composeBillView(found.document, { fileName: found.file_name, xml: found.xml }));
  await archive(db, companyId, 'bill_pdf', invoiceId, {
    fileName: `${found.document.number}.pdf`,
    mediaType: 'application/pdf',
    content,
  });
  return findArchived(db, companyId, 'bill_pdf', invoiceId);
}

/** Archive the PDFs of a lot in the background, so that nobody waits for one. */
export async function archiveLot(
  context: Context,
  { runId, lotNo }: { readonly runId: string; readonly lotNo: number },
): Promise<void> {
  for (const invoiceId of await invoicesOfLot(context.db, context.companyId, runId, lotNo))
    await billPdf(context, invoiceId);
}
