import { ok, type Result, refuse } from '@sportello/kernel/result';

export type UserNameRefusal = { readonly code: 'portal_accounts.user_name_malformed' };
export type SecurityRefusal =
  | { readonly code: 'portal_accounts.security_question_missing' }
  | { readonly code: 'portal_accounts.security_answer_too_short'; readonly minimum: number };

/** Company parameter `portal.recovery.security_answer`: asked of everyone, of who wants it, of nobody. */
export type SecurityAnswerPolicy = 'required' | 'optional' | 'off';
const SHORTEST_ANSWER = 3;

/**
 * Decide whether a user name may be chosen; answers it in lower case. An e-mail is fine when it is the account's own:
 * another's would shut its owner out, because people sign in with the e-mail too.
 */
export function checkUserName(typed: string, email: string): Result<string, UserNameRefusal> {
  const userName = typed.trim().toLowerCase();
  const isOwnEmail = userName === email.trim().toLowerCase();
  if (isOwnEmail || /^[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]$/.test(userName)) return ok(userName);
  return refuse({ code: 'portal_accounts.user_name_malformed' });
}

export function securityAnswerPolicy(parameters: Readonly<Record<string, unknown>>): SecurityAnswerPolicy {
  const value = parameters['portal.recovery.security_answer'];
  return value === 'optional' || value === 'off' ? value : 'required';
}

/** What is compared of an answer: people do not remember its accents, capitals and spaces. */
export const normaliseAnswer = (typed: string): string =>
  typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Decide on the security question of a new account; null when none is kept. */
export function checkSecurityQuestion(
  policy: SecurityAnswerPolicy,
  { question, answer }: { question: string | undefined; answer: string | undefined },
): Result<{ readonly question: string; readonly answer: string } | null, SecurityRefusal> {
  const [asked, answered] = [question?.trim() ?? '', normaliseAnswer(answer ?? '')];
  if (policy === 'off' || (policy === 'optional' && asked === '')) return ok(null);
  if (asked === '') return refuse({ code: 'portal_accounts.security_question_missing' });
  if (answered.length < SHORTEST_ANSWER) {
    return refuse({ code: 'portal_accounts.security_answer_too_short', minimum: SHORTEST_ANSWER });
  }
  return ok({ question: asked, answer: answered });
}

/** `giulia@posta.example` → `g•••••@posta.example`: enough to know which mailbox to open. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1•••••');

/** Codice fiscale or partita IVA as typed → as stored. */
export const normaliseHolderCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replace(/^IT(?=\d{11}$)/, '');
