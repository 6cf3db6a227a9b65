import type { LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { copyLine, copyRows, maybeRow } from '../platform/database.js';
import { webCodeHash, webCodeOf } from './web-codes.js';

type At = Pick<Context, 'db' | 'companyId' | 'clock'>;

export type WebCode = {
  readonly customerId: string;
  readonly expiresOn: LocalDate;
  readonly isReplaced: boolean;
  readonly isUsed: boolean;
};

/**
 * Give each of these invoices its web code, in the transaction that issues them. Earlier unused codes of the same
 * customers are replaced; those of the same day stay, because two bills may travel in one envelope.
 *
 * @param expiresOn the issue day plus `WEB_CODE_DAYS`
 */
export async function issueWebCodes(
  { db, companyId, clock, secret }: At & Pick<Context, 'secret'>,
  invoices: readonly { readonly customerId: string; readonly invoiceId: string }[],
  expiresOn: LocalDate,
): Promise<void> {
  await sql`
    update portal_accounts_web_code set replaced_at = ${clock.now()}
    where company_id = ${companyId} and customer_id = any(${invoices.map(({ customerId }) => customerId)}::uuid[])
      and replaced_at is null and used_at is null and expires_on < ${expiresOn}`.execute(db);
  await copyRows(
    db,
    'portal_accounts_web_code (company_id, code_hash, customer_id, invoice_id, expires_on)',
    invoices.map(({ customerId, invoiceId }) => {
      const code = webCodeOf(secret, { companyId, customerId, invoiceId });
      return copyLine([companyId, webCodeHash(secret, companyId, code), customerId, invoiceId, expiresOn]);
    }),
  );
}

export async function findWebCode({ db, companyId }: At, codeHash: string): Promise<WebCode | null> {
  const found = await maybeRow(
    db,
    sql<{ customer_id: string; expires_on: LocalDate; is_replaced: boolean; is_used: boolean }>`
      select customer_id, expires_on, replaced_at is not null as is_replaced, used_at is not null as is_used
      from portal_accounts_web_code where company_id = ${companyId} and code_hash = ${codeHash}`,
  );
  return (
    found && {
      customerId: found.customer_id,
      expiresOn: found.expires_on,
      isReplaced: found.is_replaced,
      isUsed: found.is_used,
    }
  );
}

/** A registration uses up every code of its customer. */
export async function useUpWebCodes({ db, companyId, clock }: At, customerId: string): Promise<void> {
  await sql`
    update portal_accounts_web_code set used_at = ${clock.now()}
    where company_id = ${companyId} and customer_id = ${customerId} and used_at is null`.execute(db);
}
