import type { LocalDate } from '@sportello/kernel/calendar';
import { assert, ok, type Result, refuse } from '@sportello/kernel/result';
import { type Customer, displayNameOf, findCustomer } from '../parties/index.js';
import { type AttemptRule, clearFailures, takeAttempt } from '../platform/attempts.js';
import { audit } from '../platform/audit.js';
import type { Context } from '../platform/context.js';
import { sha256Hex } from '../platform/secrets.js';
import { findAccountOfCustomer } from './accounts.pg.js';
import { normaliseHolderCode, type SecurityAnswerPolicy, securityAnswerPolicy } from './domain/account-rules.js';
import { parseWebCode } from './domain/web-code.js';
import { webCodeHash } from './web-codes.js';
import { findWebCode, type WebCode } from './web-codes.pg.js';

/** Why a web code does not open the first access, in order of precedence. */
export type WebCodeRefusal =
  | { readonly code: 'portal_accounts.web_code_blocked'; readonly until: string }
  | { readonly code: 'portal_accounts.web_code_wrong' }
  | { readonly code: 'portal_accounts.web_code_used' }
  | { readonly code: 'portal_accounts.account_exists' }
  | { readonly code: 'portal_accounts.web_code_replaced' }
  | { readonly code: 'portal_accounts.web_code_expired'; readonly expiredOn: LocalDate };
export type HolderRefusal = WebCodeRefusal | { readonly code: 'portal_accounts.holder_code_wrong' };

/** 5 tries, then 15 minutes; and 15 in 24 hours. */
const rulesOf = (scope: string): readonly AttemptRule[] => [
  { scope, failures: 5, windowSeconds: 900, blockSeconds: 900, longestBlockSeconds: 900 },
  { scope: `${scope}_daily`, failures: 15, windowSeconds: 86_400, blockSeconds: 86_400, longestBlockSeconds: 86_400 },
];
const CODE_RULES = rulesOf('portal_accounts.web_code');
const HOLDER_RULES = rulesOf('portal_accounts.holder_code');

async function takeTry(context: Context, rules: readonly AttemptRule[], subject: string): Promise<string | null> {
  for (const rule of rules) {
    const until = await takeAttempt(context, rule, subject);
    if (until !== null) return until;
  }
  return null;
}
async function clearTries(context: Context, rules: readonly AttemptRule[], subject: string): Promise<void> {
  for (const rule of rules) await clearFailures(context, rule, subject);
}

/**
 * Decide whether a web code, as typed, opens a first access. Nothing is used up: until the e-mail is confirmed the
 * same code may be tried again. Tries are counted on the first four symbols, which a person who mistypes gets right.
 */
async function resolveWebCode(
  context: Context,
  typed: string,
): Promise<Result<WebCode & { codeHash: string }, WebCodeRefusal>> {
  const code = parseWebCode(typed);
  const subject = sha256Hex((code ?? typed.toUpperCase().replace(/[\s-]/g, '')).slice(0, 4));
  const until = await takeTry(context, CODE_RULES, subject);
  if (until !== null) return refuse({ code: 'portal_accounts.web_code_blocked', until });

  const codeHash = webCodeHash(context.secret, context.companyId, code ?? '');
  const found = code === null ? null : await findWebCode(context, codeHash);
  if (found === null) {
    await audit(context, {
      action: 'portal_accounts.web_code_refused',
      objectKind: 'web_code',
      objectId: subject.slice(0, 16),
    });
    return refuse({ code: 'portal_accounts.web_code_wrong' });
  }
  await clearTries(context, CODE_RULES, subject);
  if (found.isUsed) return refuse({ code: 'portal_accounts.web_code_used' });
  const account = await findAccountOfCustomer(context, found.customerId);
  if (account?.isConfirmed === true) return refuse({ code: 'portal_accounts.account_exists' });
  if (found.isReplaced) return refuse({ code: 'portal_accounts.web_code_replaced' });
  if (found.expiresOn <= context.clock.today()) {
    return refuse({ code: 'portal_accounts.web_code_expired', expiredOn: found.expiresOn });
  }
  return ok({ ...found, codeHash });
}

/** The customer that a web code and the tax code or VAT number of its holder open. */
export async function resolveHolder(
  context: Context,
  typed: { webCode: string; holderCode: string },
): Promise<Result<Customer, HolderRefusal>> {
  const webCode = await resolveWebCode(context, typed.webCode);
  if (!webCode.ok) return webCode;
  const { codeHash, customerId } = webCode.value;
  const until = await takeTry(context, HOLDER_RULES, codeHash);
  if (until !== null) return refuse({ code: 'portal_accounts.web_code_blocked', until });

  const customer = await findCustomer(context.db, context.companyId, customerId);
  assert(customer !== null, 'a web code belongs to a customer');
  const holderCode = normaliseHolderCode(typed.holderCode);
  if (holderCode === '' || (holderCode !== customer.taxCode && holderCode !== customer.vatNumber)) {
    await audit(context, { action: 'portal_accounts.holder_refused', objectKind: 'customer', objectId: customerId });
    return refuse({ code: 'portal_accounts.holder_code_wrong' });
  }
  await clearTries(context, HOLDER_RULES, codeHash);
  return ok(customer);
}

/** Step 1: the code alone says nothing of its holder. */
export async function checkWebCode(
  context: Context,
  { webCode }: { webCode: string },
): Promise<Result<Record<string, never>, WebCodeRefusal>> {
  const resolved = await resolveWebCode(context, webCode);
  return resolved.ok ? ok({}) : resolved;
}

export type FirstAccessHolder = {
  readonly displayName: string;
  readonly customerCode: string;
  readonly securityQuestion: SecurityAnswerPolicy;
  readonly language: 'it' | 'en';
};

/** Step 2: the holder is recognised; answers what the registration must ask. */
export async function checkHolder(
  context: Context,
  typed: { webCode: string; holderCode: string },
): Promise<Result<FirstAccessHolder, HolderRefusal>> {
  const holder = await resolveHolder(context, typed);
  if (!holder.ok) return holder;
  const { code: customerCode, language } = holder.value;
  const securityQuestion = securityAnswerPolicy(context.company.parameters);
  return ok({ displayName: displayNameOf(holder.value), customerCode, securityQuestion, language });
}
