import { type Cents, formatCents } from '@sportello/kernel/money';
import { sql } from 'kysely';
import { copyLine, copyRows, type Db, maybeRow, rows } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { LedgerEntry } from './domain/entry.js';

/**
 * Post entries in the running transaction, by COPY. An entry whose source is already posted breaks the unique key
 * and with it the whole transaction: who may repeat asks first.
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

/** Sources among these that are already posted. */
export async function postedSources(
  db: Db,
  companyId: string,
  sources: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rows(
    db,
    sql<{
      source: string;
    }>`select source from ledger_entry where company_id = ${companyId} and source = any(${sources})`,
  );
  return new Set(found.map(({ source }) => source));
}

/** What the customer owes now (negative: what we owe them), over every supply. */
export async function balanceOfCustomer(db: Db, companyId: string, customerId: string): Promise<Cents> {
  const found = await maybeRow(
    db,
    sql<{ balance: string | null }>`
    select sum(amount_cents) as balance from ledger_line where company_id = ${companyId} and customer_id = ${customerId} and account = 'receivable'`,
  );
  return BigInt(found?.balance ?? '0') as Cents;
}

export type PaymentState = 'paid' | 'unpaid' | 'partially_paid';

/** Paid so far of a document and what is left, from its receivable lines. */
export async function openAmountOf(db: Db, companyId: string, documentId: string): Promise<string> {
  const found = await maybeRow(
    db,
    sql<{ open: string | null }>`
    select sum(amount_cents) as open from ledger_line where company_id = ${companyId} and document_id = ${documentId} and account = 'receivable'`,
  );
  return formatCents(BigInt(found?.open ?? '0') as Cents);
}
