import type { LocalDate, Month, Period } from '@sportello/kernel/calendar';
import { addDays, isLocalDate } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, round, trimDecimal } from '@sportello/kernel/decimal';
import type { Language } from '../i18n/language.tsx';

const NO_BREAK = '\u00a0';
const SEPARATORS = { it: { group: '.', mark: ',' }, en: { group: ',', mark: '.' } } as const;

/**
 * Decimal text as people read it: `1234.5` → `1.234,5`. Grouping is always on: `Intl` for Italian leaves 1234
 * ungrouped. The minus is U+2212, which screen readers say.
 */
export function formatNumber(text: string, language: Language): string {
  const { group, mark } = SEPARATORS[language];
  const [whole = '', fraction] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${text.startsWith('-') ? '−' : ''}${grouped}${fraction === undefined ? '' : mark + fraction}`;
}

/** `-1234.50` → `−1.234,50 €`, in English `−€1,234.50`: as the printed bill writes them. */
export function formatEuro(amount: string, language: Language): string {
  const number = formatNumber(formatDecimal(round(decimal(amount), 2)), language);
  return language === 'it' ? `${number}${NO_BREAK}€` : number.replace(/^(−?)/, '$1€');
}

/** A unit price: at least `minimumDecimals`, all the significant ones: `0.155` → `0,1550`. */
export function formatUnitPrice(price: string, language: Language, minimumDecimals = 4): string {
  const exact = trimDecimal(decimal(price));
  return formatNumber(formatDecimal(exact.scale < minimumDecimals ? round(exact, minimumDecimals) : exact), language);
}

/** A quantity without useless zeros, with its unit: `400.000` → `400 kWh`. */
export function formatQuantity(quantity: string, unit: string, language: Language): string {
  const number = formatNumber(formatDecimal(trimDecimal(decimal(quantity))), language);
  return unit === '' ? number : `${number}${NO_BREAK}${unit}`;
}

/** `2026-11-22` → `22/11/2026`, in both languages: it is how Italian bills write days. */
export const formatDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

const LOCALES = { it: 'it-IT', en: 'en-GB' } as const;
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `2026-12-04` → `venerdì 4 dicembre`. */
export const formatDayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(noonOf(day));

/** `2026-01` → `gennaio 2026`; `short` → `gen 26`. */
export const formatMonth = (of: Month | string, language: Language, length: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    month: length,
    year: length === 'long' ? 'numeric' : '2-digit',
    timeZone: 'UTC',
  }).format(noonOf(`${of}-15`));

/**
 * `[2026-09-01, 2026-11-01)` → `settembre-ottobre 2026`, `short` → `set-ott 2026`; parts of months are written as days.
 */
export function formatPeriod(
  { from, toExclusive }: Period | { readonly from: string; readonly toExclusive: string },
  language: Language,
  length: 'long' | 'short' = 'long',
): string {
  const lastDay = addDays(toExclusive as LocalDate, -1);
  if (!from.endsWith('-01') || !toExclusive.endsWith('-01')) return `${formatDay(from)} – ${formatDay(lastDay)}`;
  const name = (day: string): string =>
    new Intl.DateTimeFormat(LOCALES[language], { month: length, timeZone: 'UTC' }).format(noonOf(day));
  const [first, last] = [`${name(from)} ${from.slice(0, 4)}`, `${name(lastDay)} ${lastDay.slice(0, 4)}`];
  if (first === last) return first;
  return from.slice(0, 4) === lastDay.slice(0, 4) ? `${name(from)}-${last}` : `${first} – ${last}`;
}

/** An instant as day and time in Rome: `22/11/2026, 18:42`. */
export const formatInstant = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Rome',
  }).format(new Date(instant));

/** POD, PDR, IBAN in groups of four for the eye; copied without the spaces. */
export const groupByFour = (code: string): string => code.replace(/(.{4})(?=.)/g, `$1${NO_BREAK}`);

/**
 * What people type as a day: `22/11/2026`, also with dots, dashes or spaces, `22112026`, or `2026-11-22`. Null when it
 * is not a day of the calendar.
 */
export function parseTypedDay(typed: string): LocalDate | null {
  const text = typed.trim();
  const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const day = match === null ? text : `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`;
  return isLocalDate(day) ? day : null;
}

/** What people type as a number, `1.234,5` or `018 911`, as decimal text; null when it is not one. */
export function parseTypedNumber(typed: string): string | null {
  const plain = typed
    .replace(/[\s\u00a0]/g, '')
    .replace(/\.(?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  return plain.replace(/^0+(?=\d)/, '');
}
