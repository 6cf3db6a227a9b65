import type { it } from './it.js';

export const en: typeof it = {
  'access.not_signed_in': 'Your session has ended. Sign in again to continue.',
  'access.role_missing': 'This page is for other roles. If you need it, ask who manages access.',
  'access.wrong_user_or_password': 'User name or password is not correct.',
  'access.sign_in_blocked': 'Too many attempts to sign in. Try again after {until}.',
  'access.password_too_short': 'Choose a password of at least {minimum} characters.',
  'access.password_too_long': 'Choose a password of {maximum} characters at most.',
  'access.password_too_common': 'This password is easy to guess. Try three or four words that only you know.',
  'access.current_password_wrong': 'The current password does not match. Type it again, minding capitals.',
};
