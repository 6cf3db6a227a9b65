import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import type { OpensSession } from '../platform/bind.js';
import type { Context } from '../platform/context.js';
import { announce } from '../platform/outbox.js';
import { type Account, findAccount, findAccountOfCustomer, markConfirmed } from './accounts.pg.js';
import { ACCOUNT_REGISTERED, type AccountRegistered } from './events.js';
import { findLink, type LinkPurpose, useLink } from './links.pg.js';
import { enter, type Me } from './sign-in.js';
import { useUpWebCodes } from './web-codes.pg.js';

export type LinkRefusal =
  | { readonly code: 'portal_accounts.link_unknown' }
  | { readonly code: 'portal_accounts.link_used' }
  | { readonly code: 'portal_accounts.link_expired' };

/** The account that a one-time link opens now. */
export async function accountOfLink(
  context: Context,
  purpose: LinkPurpose,
  token: string,
): Promise<Result<Account, LinkRefusal>> {
  const link = await findLink(context, purpose, token);
  const account = link && (await findAccount(context, link.accountId));
  if (link === null || account === null) return refuse({ code: 'portal_accounts.link_unknown' });
  if (link.isUsed) return refuse({ code: 'portal_accounts.link_used' });
  if (link.expiresAt <= context.clock.now()) return refuse({ code: 'portal_accounts.link_expired' });
  return ok(account);
}

/**
 * The last step of the first access: the e-mail is the customer's, so the account is, too. Uses up the link and the
 * customer's web codes, and opens the first session.
 */
export async function confirmEmail(
  context: Context,
  { token }: { token: string },
): Promise<Result<Me & OpensSession, LinkRefusal | { readonly code: 'portal_accounts.account_exists' }>> {
  const found = await accountOfLink(context, 'confirm_email', token);
  if (!found.ok) return found;
  const account = found.value;
  // Use it first: a second request with the same link waits here and finds it used.
  if (!(await useLink(context, token))) return refuse({ code: 'portal_accounts.link_used' });
  const inUse = await findAccountOfCustomer(context, account.customerId);
  if (inUse?.isConfirmed === true) return refuse({ code: 'portal_accounts.account_exists' });

  await markConfirmed(context, account.accountId);
  await useUpWebCodes(context, account.customerId);
  const payload: AccountRegistered = { accountId: account.accountId, customerId: account.customerId };
  await announce(context, { kind: ACCOUNT_REGISTERED, payload });
  await audit(context, { action: ACCOUNT_REGISTERED, objectKind: 'account', objectId: account.accountId });
  return ok(await enter(context, account));
}
