import { ok, type Result, refuse } from '@sportello/kernel/result';
import { checkPassword, companyWords, type PasswordRefusal } from '../access/index.js';
import { queueMessage } from '../messaging/index.js';
import { type Customer, displayNameOf } from '../parties/index.js';
import { type AttemptRule, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { hashPassword } from '../platform/secrets.js';
import { type Account, findAccountOfCustomer, isUserNameTaken, saveUnconfirmedAccount } from './accounts.pg.js';
import { type HolderRefusal, resolveHolder } from './check-first-access.js';
import {
  checkSecurityQuestion,
  checkUserName,
  maskEmail,
  type SecurityRefusal,
  securityAnswerPolicy,
  type UserNameRefusal,
} from './domain/account-rules.js';
import { createLink } from './links.pg.js';

const LINK_HOURS = 24;
/** Three confirmation messages an hour for a customer. */
const MESSAGE_RULE: AttemptRule = {
  scope: 'portal_accounts.confirmation_message',
  failures: 3,
  windowSeconds: 3600,
  blockSeconds: 3600,
  longestBlockSeconds: 3600,
};

export type Registration = {
  readonly webCode: string;
  readonly holderCode: string;
  readonly email: string;
  readonly userName: string;
  readonly password: string;
  readonly securityQuestion?: string;
  readonly securityAnswer?: string;
  readonly language: 'it' | 'en';
};
export type ConfirmationSent = { readonly sentTo: string; readonly linkExpiresAt: string };
export type TooManyMessages = { readonly code: 'portal_accounts.too_many_messages'; readonly until: string };
export type RegisterRefusal =
  | HolderRefusal
  | UserNameRefusal
  | { readonly code: 'portal_accounts.user_name_taken' }
  | PasswordRefusal
  | SecurityRefusal
  | TooManyMessages;

/**
 * Create the customer's account and send the link that confirms its e-mail. The account cannot sign in before, and the
 * web code stays good: who typed a wrong e-mail registers again, and the earlier link stops working.
 */
export async function registerAccount(
  context: Context,
  input: Registration,
): Promise<Result<ConfirmationSent, RegisterRefusal>> {
  const holder = await resolveHolder(context, input);
  if (!holder.ok) return holder;
  const customer = holder.value;
  const accountId = (await findAccountOfCustomer(context, customer.customerId))?.accountId ?? newId();

  const email = input.email.trim();
  const userName = checkUserName(input.userName, email);
  if (!userName.ok) return userName;
  if (await isUserNameTaken(context, userName.value, accountId)) {
    return refuse({ code: 'portal_accounts.user_name_taken' });
  }
  const ownWords = [userName.value, email, displayNameOf(customer), customer.code, ...companyWords(context.company)];
  const password = checkPassword(input.password, ownWords);
  if (!password.ok) return password;
  const security = checkSecurityQuestion(securityAnswerPolicy(context.company.parameters), {
    question: input.securityQuestion,
    answer: input.securityAnswer,
  });
  if (!security.ok) return security;
  const until = await takeAttempt(context, MESSAGE_RULE, customer.customerId);
  if (until !== null) return refuse({ code: 'portal_accounts.too_many_messages', until });

  const account = {
    accountId,
    customerId: customer.customerId,
    userName: userName.value,
    email,
    passwordHash: await hashPassword(input.password),
    securityQuestion: security.value?.question ?? '',
    securityAnswerHash: security.value === null ? '' : await hashPassword(security.value.answer),
    language: input.language,
  };
  await saveUnconfirmedAccount(context, account);
  await audit(context, { action: 'portal_accounts.registration_started', objectKind: 'account', objectId: accountId });
  return ok(await sendConfirmation(context, account, customer));
}

/** Send the confirmation again, with a new link, to who knows the web code and the holder's code. */
export async function resendConfirmation(
  context: Context,
  typed: { webCode: string; holderCode: string },
): Promise<
  Result<ConfirmationSent, HolderRefusal | { readonly code: 'portal_accounts.nothing_to_confirm' } | TooManyMessages>
> {
  const holder = await resolveHolder(context, typed);
  if (!holder.ok) return holder;
  const account = await findAccountOfCustomer(context, holder.value.customerId);
  if (account === null) return refuse({ code: 'portal_accounts.nothing_to_confirm' });
  const until = await takeAttempt(context, MESSAGE_RULE, account.customerId);
  if (until !== null) return refuse({ code: 'portal_accounts.too_many_messages', until });
  return ok(await sendConfirmation(context, account, holder.value));
}

async function sendConfirmation(
  context: Context,
  account: Pick<Account, 'accountId' | 'email' | 'language'>,
  customer: Customer,
): Promise<ConfirmationSent> {
  const { token, tokenHash, expiresAt } = await createLink(
    context,
    'confirm_email',
    account.accountId,
    LINK_HOURS * 3600,
  );
  const name = displayNameOf(customer);
  await queueMessage(context, {
    cause: `portal_accounts.confirm_email:${tokenHash}`,
    template: 'confirm_email',
    language: account.language,
    to: { name, address: account.email },
    customerId: customer.customerId,
    values: { name, link: `${context.publicUrl}/confirm/${token}`, hours: String(LINK_HOURS) },
  });
  return { sentTo: maskEmail(account.email), linkExpiresAt: expiresAt };
}
