/**
 * Text as the FatturaPA schema takes it. Fields are limited to Basic Latin, or to Basic Latin and Latin-1 Supplement:
 * one typographic apostrophe or euro sign and the SdI rejects the whole file. So we spell such characters with
 * allowed ones, cut to the length of the field, and escape for XML, in this order.
 */

const SPELLED: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʼ: "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '•': '-',
  '…': '...',
  '‹': '<',
  '›': '>',
  '⁄': '/',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  ẞ: 'SS',
};
/** Only for Basic Latin fields: Latin-1 letters that do not decompose. */
const SPELLED_IN_BASIC: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  '«': '"',
  '»': '"',
  '´': "'",
  '°': 'o',
  '·': '-',
};

const PLAIN = /^[!#-%'-;=?-~](?:[ !#-%'-;=?-~]*[!#-%'-;=?-~])?$/;
const COMBINING_MARKS = /\p{M}/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const isAllowed = (code: number, limit: number): boolean =>
  (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code <= limit);

function spell(character: string, limit: number): string {
  const code = character.codePointAt(0) ?? 0;
  if (isAllowed(code, limit)) return character;
  if (/\s/u.test(character) || code <= 0xa0) return ' ';
  const known = SPELLED[character] ?? SPELLED_IN_BASIC[character];
  if (known !== undefined) return known;
  const decomposed = character.normalize('NFKD').replace(COMBINING_MARKS, '');
  let spelled = '';
  for (const part of decomposed) spelled += isAllowed(part.codePointAt(0) ?? 0, limit) ? part : (SPELLED[part] ?? '?');
  return spelled;
}

function toLatin(text: string, maxLength: number, limit: number): string {
  if (text.length <= maxLength && PLAIN.test(text)) return text;
  let spelled = '';
  // Composed first, so that e + combining accent stays é where the field has é.
  for (const character of text.normalize('NFC')) spelled += spell(character, limit);
  const cut = spelled.replace(/ +/g, ' ').trim().slice(0, maxLength).trim();
  return cut === '' ? '-' : cut.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

/** XML text of a field of Basic Latin and Latin-1 Supplement (`String…LatinType`), never empty. */
export const latinText = (text: string, maxLength: number): string => toLatin(text, maxLength, 0xff);
/** XML text of a Basic Latin field (`String…Type`), never empty. */
export const basicLatinText = (text: string, maxLength: number): string => toLatin(text, maxLength, 0x7e);
