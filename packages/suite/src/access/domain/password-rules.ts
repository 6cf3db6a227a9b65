import { ok, type Result, refuse } from '@sportello/kernel/result';
import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.js';

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 128;

/** Why a password is refused, in order of precedence. */
export type PasswordRefusal =
  | { readonly code: 'access.password_too_short'; readonly minimum: number }
  | { readonly code: 'access.password_too_long'; readonly maximum: number }
  | { readonly code: 'access.password_too_common' };

/** Rows of the keyboard, the digits and the alphabet: a stretch of one of them is the first thing that is tried. */
const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');
const isStretch = (text: string): boolean =>
  RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text));

/**
 * Decide whether a password may be chosen: length, and not among those that are guessed first. No rule on kinds of
 * characters and no expiry (NIST SP 800-63B, ASVS 6.2): they make people choose worse ones. Also runs in the browser.
 *
 * @param words what a guesser knows of this person and this company: user name, e-mail, names of the company
 */
export function checkPassword(password: string, words: readonly string[]): Result<string, PasswordRefusal> {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return refuse({ code: 'access.password_too_short', minimum: SHORTEST_PASSWORD });
  if (length > LONGEST_PASSWORD) return refuse({ code: 'access.password_too_long', maximum: LONGEST_PASSWORD });

  const lower = password.toLowerCase();
  const spelled = [...lower].map((sign) => LOOK_ALIKES[sign] ?? sign).join('');
  const known = words
    .flatMap((word) => word.split(/[^\p{L}]+/u))
    .map(lettersOf)
    .filter((word) => word.length >= 4);
  const isKnownWord = [lower, spelled].map(lettersOf).some((letters) => {
    const rest = known.reduce((left, word) => left.replaceAll(word, ''), letters);
    return COMMON_WORDS.has(letters) || (rest.length < 4 && rest !== letters);
  });
  const isRepeated = /^(.{1,4})\1+$/u.test(lower);
  if (COMMON_PASSWORDS.has(lower) || isKnownWord || isRepeated || isStretch(lower)) {
    return refuse({ code: 'access.password_too_common' });
  }
  return ok(password);
}
