import { isLocalDate, type LocalDate } from './calendar.js';

/**
 * Italian identifiers: each `parse…` returns the canonical form or says what is wrong, so that a form, a CSV
 * row and a flow explain the same mistake with the same facts. Sources: DM 23/12/1976 (tax code), DM
 * 23/12/1976 art. 3 and Agenzia delle Entrate (VAT number), ARERA (POD, PDR).
 */

export type IdentifierFault =
  | { readonly fault: 'length'; readonly expected: number; readonly found: number }
  | { readonly fault: 'form' }
  | { readonly fault: 'check' };
export type Parsed = { readonly ok: true; readonly value: string } | ({ readonly ok: false } & IdentifierFault);

const valid = (value: string): Parsed => ({ ok: true, value });
const wrongLength = (expected: number, found: number): Parsed => ({ ok: false, fault: 'length', expected, found });
const wrongForm: Parsed = { ok: false, fault: 'form' };
const wrongCheck: Parsed = { ok: false, fault: 'check' };
const compact = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase();

/** POD: `IT` + 3 digits of the distributor + `E` + 8 digits; a 15th control character is dropped, never checked. */
export function parsePod(text: string): Parsed {
  const code = compact(text);
  if (code.length !== 14 && code.length !== 15) return wrongLength(14, code.length);
  return /^IT\d{3}E\d{8}[A-Z0-9]?$/.test(code) ? valid(code.slice(0, 14)) : wrongForm;
}

/** PDR: 14 digits. */
export function parsePdr(text: string): Parsed {
  const code = compact(text);
  if (code.length !== 14) return wrongLength(14, code.length);
  return /^\d{14}$/.test(code) ? valid(code) : wrongForm;
}

/** Partita IVA: 11 digits with a Luhn-like last digit; all zeros is nobody. */
export function parseVatNumber(text: string): Parsed {
  const code = compact(text).replace(/^IT/, '');
  if (code.length !== 11) return wrongLength(11, code.length);
  if (!/^\d{11}$/.test(code) || code === '00000000000') return wrongForm;
  let total = 0;
  for (let index = 0; index < 10; index += 1) {
    const digit = Number(code[index]);
    const doubled = digit * 2;
    total += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (total % 10)) % 10 === Number(code[10]) ? valid(code) : wrongCheck;
}

const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const ordinal = (character: string): number =>
  character >= 'A' ? character.charCodeAt(0) - 65 : character.charCodeAt(0) - 48;
const DIGIT_POSITIONS = [6, 7, 9, 10, 12, 13, 14];
const OMOCODIA_LETTERS = 'LMNPQRSTUV';
const PERSON_FORM = /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/;

/** The control letter of the first 15 characters of a person's tax code. */
export function taxCodeControlLetter(first15: string): string {
  let total = 0;
  for (let index = 0; index < 15; index += 1) {
    const value = ordinal(first15[index] ?? '0');
    total += index % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (total % 26));
}

/** A person's 16 characters (omocodia accepted in any mix) or the 11 digits of a body, which check as a VAT number. */
export function parseTaxCode(text: string): Parsed {
  const code = compact(text);
  if (/^\d+$/.test(code)) return parseVatNumber(code);
  if (code.length !== 16) return wrongLength(16, code.length);
  if (!PERSON_FORM.test(code)) return wrongForm;
  return taxCodeControlLetter(code.slice(0, 15)) === code[15] ? valid(code) : wrongCheck;
}

/**
 * Birth day of a person's tax code, decoded from omocodia; null when the day does not exist. The code has two
 * digits of the year: the century is the last one that does not pass `latestYear`.
 */
export function birthDateOf(taxCode: string, latestYear: number): LocalDate | null {
  if (!PERSON_FORM.test(taxCode)) return null;
  const characters = [...taxCode];
  for (const position of DIGIT_POSITIONS) {
    const digit = OMOCODIA_LETTERS.indexOf(characters[position] ?? '');
    if (digit >= 0) characters[position] = String(digit);
  }
  const plain = characters.join('');
  const monthNumber = 'ABCDEHLMPRST'.indexOf(plain[8] ?? '') + 1;
  const day = Number(plain.slice(9, 11)) % 40;
  const twoDigits = Number(plain.slice(6, 8));
  const year = 2000 + twoDigits > latestYear ? 1900 + twoDigits : 2000 + twoDigits;
  const bornOn = `${year}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(bornOn) ? bornOn : null;
}

/** Three consonant-vowel letters of a name part, as the tax code spells it. */
const lettersOf = (name: string, isFirstName: boolean): string => {
  const plain = name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase();
  const consonants = plain.replace(/[AEIOU]/g, '');
  if (isFirstName && consonants.length >= 4) return `${consonants[0]}${consonants[2]}${consonants[3]}`;
  return `${consonants}${plain.replace(/[^AEIOU]/g, '')}XXX`.slice(0, 3);
};

/** Compose a person's tax code. Used to make synthetic people: real codes come from the person. */
export function composeTaxCode(person: {
  readonly lastName: string;
  readonly firstName: string;
  readonly bornOn: string;
  readonly isWoman: boolean;
  readonly placeCode: string;
}): string {
  const day = Number(person.bornOn.slice(8)) + (person.isWoman ? 40 : 0);
  const first15 =
    lettersOf(person.lastName, false) +
    lettersOf(person.firstName, true) +
    person.bornOn.slice(2, 4) +
    ('ABCDEHLMPRST'[Number(person.bornOn.slice(5, 7)) - 1] ?? 'A') +
    String(day).padStart(2, '0') +
    person.placeCode;
  return first15 + taxCodeControlLetter(first15);
}
