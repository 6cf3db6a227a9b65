import { copyLine, copyRows, type Db } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { LedgerEntry } from './domain/entry.js';

/**
 * Post entries in the running transaction, by COPY. An entry whose source is already posted breaks the unique key
 * and with it the whole transaction.
 */
export async function postEntries(db: Db, companyId: string, entries: readonly LedgerEntry[]): Promise<void> {
  const posted = entries.filter(({ lines }) => lines.length > 0).map((entry) => ({ entry, entryId: newId() }));
  await copyRows(
    db,
    'ledger_entry (company_id, entry_id, kind, source, posted_on, customer_id, description, payment_office)',
    posted.map(({ entry, entryId }) =>
      copyLine([
        companyId,
        entryId,
        entry.kind,
        entry.source,
        entry.postedOn,
        entry.customerId,
        entry.description,
        entry.paymentOffice,
      ]),
    ),
  );
  await copyRows(
    db,
    'ledger_line (company_id, entry_id, line_no, account, customer_id, document_id, amount_cents)',
    posted.flatMap(({ entry, entryId }) =>
      entry.lines.map((line, index) =>
        copyLine([companyId, entryId, index + 1, line.account, entry.customerId, line.documentId, line.amount]),
      ),
    ),
  );
}
