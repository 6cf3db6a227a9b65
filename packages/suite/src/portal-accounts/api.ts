import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const text = (longest: number) => z.string().min(1).max(longest);
const language = z.enum(['it', 'en']);
const secret = text(1000);
/** As typed: any case, spaces and dashes are ignored. */
const webCode = z.string().max(60);
/** Codice fiscale or partita IVA of the holder, as typed. */
const holderCode = z.string().max(60);
const token = text(100);

/** Facts: expired → `expiredOn`; blocked → `until`. */
const WEB_CODE_REFUSALS = {
  'portal_accounts.web_code_wrong': 422,
  'portal_accounts.web_code_expired': 422,
  /** A later bill brought a new code: use that one. */
  'portal_accounts.web_code_replaced': 422,
  'portal_accounts.web_code_used': 409,
  'portal_accounts.account_exists': 409,
  'portal_accounts.web_code_blocked': 429,
} as const;
const HOLDER_REFUSALS = {
  ...WEB_CODE_REFUSALS,
  'portal_accounts.holder_code_wrong': 422,
} as const;
/** Facts: too_short → `minimum`; too_long → `maximum`. */
const PASSWORD_REFUSALS = {
  'access.password_too_short': 422,
  'access.password_too_long': 422,
  'access.password_too_common': 422,
} as const;
const USER_NAME_REFUSALS = {
  /** 3 to 60 characters: letters, digits, `.`, `_`, `-`; or the account's own e-mail. */
  'portal_accounts.user_name_malformed': 422,
  'portal_accounts.user_name_taken': 409,
} as const;
const REAUTHENTICATION_REFUSALS = {
  'portal_accounts.current_password_wrong': 422,
  'portal_accounts.sign_in_blocked': 429,
} as const;

const me = z.object({
  displayName: z.string(),
  customerCode: z.string(),
  userName: z.string(),
  email: z.string(),
  language,
  company: z.object({ code: z.string(), name: z.string(), phone: z.string() }),
});

export const signInRoute = defineRoute({
  method: 'post',
  path: '/portal/sign-in',
  summary: 'Open a portal session with the user name, or with the e-mail when only one account has it',
  access: 'public',
  session: 'opens',
  request: z.object({ userName: text(254), password: secret }),
  response: me,
  refusals: {
    /** Same words and same work for an unknown user and a wrong password. */
    'portal_accounts.wrong_user_or_password': 422,
    /** Only after the right password: the confirmation message waits in the mailbox `sentTo` (masked). */
    'portal_accounts.email_not_confirmed': 403,
    /** Facts: `until` (instant). */
    'portal_accounts.sign_in_blocked': 429,
  },
});

export const signOutRoute = defineRoute({
  method: 'post',
  path: '/portal/sign-out',
  summary: 'End the portal session',
  access: 'public',
  session: 'closes',
  request: z.object({}),
  response: z.object({}),
  refusals: {},
});

export const meRoute = defineRoute({
  method: 'get',
  path: '/portal/me',
  summary: 'Who is signed in to the portal',
  access: 'customer',
  request: z.object({}),
  response: me,
  refusals: {},
});

export const checkWebCodeRoute = defineRoute({
  method: 'post',
  path: '/portal/first-access/code',
  summary: 'First access, step 1: is the web code of the bill good',
  access: 'public',
  request: z.object({ webCode }),
  response: z.object({}),
  refusals: WEB_CODE_REFUSALS,
});

export const checkHolderRoute = defineRoute({
  method: 'post',
  path: '/portal/first-access/holder',
  summary: 'First access, step 2: is the tax code or VAT number the holder’s',
  access: 'public',
  request: z.object({ webCode, holderCode }),
  response: z.object({
    displayName: z.string(),
    customerCode: z.string(),
    /** Whether the registration must, may or does not ask a security question (company parameter). */
    securityQuestion: z.enum(['required', 'optional', 'off']),
    language,
  }),
  refusals: HOLDER_REFUSALS,
});

export const registerAccountRoute = defineRoute({
  method: 'post',
  path: '/portal/first-access/account',
  summary: 'First access, last step: create the account and send the message that confirms its e-mail',
  access: 'public',
  request: z.object({
    webCode,
    holderCode,
    email: z.email().max(254),
    userName: z.string().max(254),
    password: z.string().max(1000),
    /** Both or none; none is refused when the company requires it. */
    securityQuestion: z.string().max(200).exactOptional(),
    securityAnswer: z.string().max(200).exactOptional(),
    language,
  }),
  /** `sentTo` is masked: g•••••@example.it. The link lives until `linkExpiresAt`. */
  response: z.object({ sentTo: z.string(), linkExpiresAt: z.string() }),
  refusals: {
    ...HOLDER_REFUSALS,
    ...USER_NAME_REFUSALS,
    ...PASSWORD_REFUSALS,
    'portal_accounts.security_question_missing': 422,
    'portal_accounts.security_answer_too_short': 422,
    'portal_accounts.too_many_messages': 429,
  },
});

export const resendConfirmationRoute = defineRoute({
  method: 'post',
  path: '/portal/first-access/resend',
  summary: 'Send the confirmation message again, with a new link; at most three times an hour',
  access: 'public',
  request: z.object({ webCode, holderCode }),
  response: z.object({ sentTo: z.string(), linkExpiresAt: z.string() }),
  refusals: { ...HOLDER_REFUSALS, 'portal_accounts.nothing_to_confirm': 404, 'portal_accounts.too_many_messages': 429 },
});

export const confirmEmailRoute = defineRoute({
  method: 'post',
  path: '/portal/first-access/confirm',
  summary: 'Confirm the e-mail with the one-time link /confirm/:token, and enter',
  access: 'public',
  session: 'opens',
  request: z.object({ token }),
  response: me,
  refusals: {
    'portal_accounts.link_unknown': 404,
    'portal_accounts.link_expired': 422,
    /** Used already, or a newer message was sent. */
    'portal_accounts.link_used': 409,
    'portal_accounts.account_exists': 409,
  },
});

export const requestRecoveryRoute = defineRoute({
  method: 'post',
  path: '/portal/recovery',
  summary: 'Ask for the one-time recovery link; the answer is the same whether or not the account exists',
  access: 'public',
  request: z.object({ userName: text(254) }),
  response: z.object({}),
  refusals: {},
});

const RECOVERY_LINK_REFUSALS = {
  'portal_accounts.link_unknown': 404,
  'portal_accounts.link_expired': 422,
  'portal_accounts.link_used': 409,
} as const;

export const recoveryQuestionRoute = defineRoute({
  method: 'post',
  path: '/portal/recovery/question',
  summary: 'What the page of the link /recover/:token must ask',
  access: 'public',
  request: z.object({ token }),
  /** `securityQuestion` null: nothing but the new password is asked. */
  response: z.object({ userName: z.string(), securityQuestion: z.string().nullable() }),
  refusals: RECOVERY_LINK_REFUSALS,
});

export const completeRecoveryRoute = defineRoute({
  method: 'post',
  path: '/portal/recovery/complete',
  summary: 'Set a new password with the one-time link and the security answer; every session ends',
  access: 'public',
  request: z.object({ token, securityAnswer: z.string().max(200).exactOptional(), newPassword: z.string().max(1000) }),
  response: z.object({}),
  refusals: {
    ...RECOVERY_LINK_REFUSALS,
    ...PASSWORD_REFUSALS,
    'portal_accounts.security_answer_wrong': 422,
    /** Five wrong answers in 24 hours. Facts: `until`. */
    'portal_accounts.recovery_blocked': 429,
  },
});

export const changeUserNameRoute = defineRoute({
  method: 'put',
  path: '/portal/user-name',
  summary: 'Change the user name',
  access: 'customer',
  request: z.object({ userName: z.string().max(254), currentPassword: secret }),
  response: z.object({ userName: z.string() }),
  refusals: { ...USER_NAME_REFUSALS, ...REAUTHENTICATION_REFUSALS },
});

export const changePasswordRoute = defineRoute({
  method: 'put',
  path: '/portal/password',
  summary: 'Change the password; the other sessions end',
  access: 'customer',
  request: z.object({ currentPassword: secret, newPassword: z.string().max(1000) }),
  response: z.object({}),
  refusals: { ...PASSWORD_REFUSALS, ...REAUTHENTICATION_REFUSALS },
});

export const changeLanguageRoute = defineRoute({
  method: 'put',
  path: '/portal/language',
  summary: 'Change the language of screens and messages',
  access: 'customer',
  request: z.object({ language }),
  response: z.object({ language }),
  refusals: {},
});
