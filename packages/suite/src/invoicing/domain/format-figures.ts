import { formatItalianDate, type LocalDate } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, round, trimDecimal } from '@sportello/kernel/decimal';

/** How figures are printed on a bill: `1.234,56 €` in Italian, `€1,234.56` in English. No `Intl`: exact text in, text out. */
export type FigureLanguage = 'it' | 'en';

const MINUS = '\u2212';
const NO_BREAK_SPACE = '\u00a0';

function grouped(text: string, language: FigureLanguage): string {
  const [whole = '', fraction] = text.replace('-', '').split('.');
  const [separator, point] = language === 'it' ? ['.', ','] : [',', '.'];
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return fraction === undefined ? digits : `${digits}${point}${fraction}`;
}
const signed = (text: string, unsigned: string): string =>
  text.startsWith('-') && /[1-9]/.test(text) ? MINUS + unsigned : unsigned;

/** `-1234.50` → `−1.234,50 €`. */
export function formatEuro(amount: string, language: FigureLanguage): string {
  const figure = grouped(amount, language);
  return signed(amount, language === 'it' ? `${figure}${NO_BREAK_SPACE}€` : `€${figure}`);
}

/** An amount in a column whose head already says €: `−1.234,50`. */
export const formatAmount = (amount: string, language: FigureLanguage): string =>
  signed(amount, grouped(amount, language));

/** `1234.500` → `1.234,5`: trailing zeros say nothing in a quantity. */
export function formatQuantity(quantity: string, language: FigureLanguage): string {
  const text = formatDecimal(trimDecimal(decimal(quantity)));
  return signed(text, grouped(text, language));
}

/** A unit price with six decimals, or eight when it needs them: `0.155` → `0,155000`. */
export function formatPrice(price: string, language: FigureLanguage): string {
  const exact = trimDecimal(decimal(price));
  const text = formatDecimal(exact.scale > 6 ? exact : round(exact, 6));
  return signed(text, grouped(text, language));
}

/** Days as people in Italy read them, in both languages. */
export const formatDay = (day: LocalDate): string => formatItalianDate(day);
