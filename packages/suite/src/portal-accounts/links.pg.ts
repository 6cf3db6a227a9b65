import type { Instant } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { addSeconds } from '../platform/clock.js';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow } from '../platform/database.js';
import { newToken } from '../platform/ids.js';
import { sha256Hex } from '../platform/secrets.js';

type At = Pick<Context, 'db' | 'companyId' | 'clock'>;

export type LinkPurpose = 'confirm_email' | 'recover';
export type Link = { readonly accountId: string; readonly expiresAt: string; readonly isUsed: boolean };

/** Make a one-time link for an account; earlier ones for the same purpose stop working. */
export async function createLink(
  { db, companyId, clock }: At,
  purpose: LinkPurpose,
  accountId: string,
  seconds: number,
): Promise<{ readonly token: string; readonly tokenHash: string; readonly expiresAt: Instant }> {
  const token = newToken();
  const tokenHash = sha256Hex(token);
  const now = clock.now();
  const expiresAt = addSeconds(now, seconds);
  await voidLinks({ db, companyId, clock }, purpose, accountId);
  await sql`
    insert into portal_accounts_link (company_id, token_hash, purpose, account_id, expires_at, created_at)
    values (${companyId}, ${tokenHash}, ${purpose}, ${accountId}, ${expiresAt}, ${now})`.execute(db);
  return { token, tokenHash, expiresAt };
}

export async function findLink({ db, companyId }: At, purpose: LinkPurpose, token: string): Promise<Link | null> {
  const found = await maybeRow(
    db,
    sql<{ account_id: string; expires_at: string; used_at: string | null }>`
      select account_id, expires_at, used_at from portal_accounts_link
      where company_id = ${companyId} and token_hash = ${sha256Hex(token)} and purpose = ${purpose}`,
  );
  return found && { accountId: found.account_id, expiresAt: found.expires_at, isUsed: found.used_at !== null };
}

/** Use a link; false when another request used it first. */
export async function useLink({ db, companyId, clock }: At, token: string): Promise<boolean> {
  const used = await maybeRow(
    db,
    sql`update portal_accounts_link set used_at = ${clock.now()}
      where company_id = ${companyId} and token_hash = ${sha256Hex(token)} and used_at is null returning token_hash`,
  );
  return used !== null;
}

export async function voidLinks({ db, companyId, clock }: At, purpose: LinkPurpose, accountId: string): Promise<void> {
  await sql`
    update portal_accounts_link set used_at = ${clock.now()}
    where company_id = ${companyId} and account_id = ${accountId} and purpose = ${purpose} and used_at is null`.execute(
    db,
  );
}

/** Links of this purpose made in the last hour: what "three an hour" counts. */
export async function countRecentLinks(
  { db, companyId, clock }: At,
  purpose: LinkPurpose,
  accountId: string,
): Promise<number> {
  const { count } = await oneRow(
    db,
    sql<{ count: number }>`
      select count(*)::int as count from portal_accounts_link
      where company_id = ${companyId} and account_id = ${accountId} and purpose = ${purpose}
        and created_at > ${addSeconds(clock.now(), -3600)}`,
  );
  return count;
}
