import { assert } from '@sportello/kernel/result';

/** 32 symbols that cannot be taken for one another on paper: no 0 and O, no 1 and I. Twelve of them are 60 bits. */
const SYMBOLS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 12;
const FORM = new RegExp(`^[${SYMBOLS}]{${LENGTH}}$`);

/** A bill's code is void from this many days after issue. */
export const WEB_CODE_DAYS = 180;

/** The first 60 bits of a keyed hash as a code, five bits a symbol. */
export function encodeWebCode(bytes: Uint8Array): string {
  assert(bytes.length * 8 >= LENGTH * 5, 'a web code needs 60 bits');
  let code = '';
  for (let index = 0; index < LENGTH; index += 1) {
    let value = 0;
    for (let bit = index * 5; bit < index * 5 + 5; bit += 1) {
      value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    code += SYMBOLS[value];
  }
  return code;
}

/** As printed: `7K4M-29QX-AB3C`. */
export const formatWebCode = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code;

/** As typed, in any case and with any spaces and dashes → twelve symbols, or null when it cannot be a code. */
export function parseWebCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s.\p{Pd}]/gu, '');
  return FORM.test(code) ? code : null;
}
