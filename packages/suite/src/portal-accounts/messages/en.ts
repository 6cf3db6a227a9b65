import type { it } from './it.js';

export const en: typeof it = {
  'portal_accounts.wrong_user_or_password': 'User name or password is not correct.',
  'portal_accounts.email_not_confirmed':
    'First confirm your address: open the message we sent to {sentTo}. If you cannot find it, repeat the first access with the same web code.',
  'portal_accounts.sign_in_blocked': 'Too many attempts to sign in. Try again after {until}, or recover access.',
  'portal_accounts.web_code_wrong':
    'This web code does not match. Copy it from the first page of the bill: 12 letters and digits, without 0, O, 1 and I.',
  'portal_accounts.web_code_expired':
    'This web code expired on {expiredOn}. Use the one of your most recent bill, or call us.',
  'portal_accounts.web_code_replaced':
    'After this bill we sent you another one with a new code. Use the web code of your most recent bill.',
  'portal_accounts.web_code_used': 'This web code has already been used to register. Sign in, or recover access.',
  'portal_accounts.account_exists': 'These supplies already have an account. Sign in, or recover access.',
  'portal_accounts.web_code_blocked': 'Too many attempts. Try again after {until}, or call us.',
  'portal_accounts.holder_code_wrong':
    'Type the tax code or the VAT number of who signed the contract, as on the bill.',
  'portal_accounts.user_name_malformed':
    'Choose a user name of 3 to 60 letters without accents, digits, dots or dashes. Your e-mail is fine too.',
  'portal_accounts.user_name_taken': 'This user name belongs to another person. Choose another.',
  'portal_accounts.security_question_missing': 'Choose a security question: it is used to recover access.',
  'portal_accounts.security_answer_too_short': 'Type an answer of at least {minimum} letters or digits.',
  'portal_accounts.too_many_messages':
    'We have already sent you three messages in the last hour: check the junk folder. You can ask for another after {until}.',
  'portal_accounts.nothing_to_confirm': 'There is no address to confirm. Start the first access again.',
  'portal_accounts.link_unknown': 'This link is not complete. Open it again from the message, without copying it.',
  'portal_accounts.link_expired': 'This link has expired. Ask for a new one.',
  'portal_accounts.link_used': 'This link has been used, or a newer one replaced it. Try to sign in.',
  'portal_accounts.security_answer_wrong': 'The answer does not match. Capitals, accents and spaces do not count.',
  'portal_accounts.recovery_blocked':
    'Too many wrong answers. Try again after {until}, or come to the desk with an identity document.',
  'portal_accounts.current_password_wrong': 'The current password does not match. Type it again, minding capitals.',
};
