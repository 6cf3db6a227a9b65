import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isNegative,
  multiply,
  negate,
  ONE,
  subtract,
  ZERO,
} from '@sportello/kernel/decimal';
import type { FatturaPaFigures } from './formats/fatturapa.js';

/** Why the SdI would reject the file: its own error code, and the line or summary (from 1) where it is. */
export type SdiIssue = { readonly code: SdiCode; readonly severity: 'blocking'; readonly path?: string };
export type SdiCode = `invoicing.sdi_${
  | '00400'
  | '00401'
  | '00411'
  | '00417'
  | '00419'
  | '00421'
  | '00422'
  | '00423'
  | '00424'
  | '00425'
  | '00427'
  | '00428'
  | '00429'
  | '00430'
  | '00445'}`;

const CENT = decimal('0.01');
const EURO = decimal('1.00');
const HUNDRED = decimal('100');

const isFarther = (a: Decimal, b: Decimal, tolerance: Decimal): boolean => {
  const gap = subtract(a, b);
  return compare(isNegative(gap) ? negate(gap) : gap, tolerance) > 0;
};
const isZeroRate = (rate: string): boolean => !/[1-9]/.test(rate);
const RECIPIENT_LENGTHS: Readonly<Record<string, number>> = { FPR12: 7, FPA12: 6 };
const GENERIC_NATURE = /^N[236]$/;
/** 0.22 instead of 22.00: a rate is a percentage, and none in force is under one. */
const isFraction = (rate: string): boolean => !isZeroRate(rate) && rate.startsWith('0.');

/**
 * Redo the checks the SdI does on the figures of a file, with its tolerances, before we send it: a rejected file is an
 * invoice that was never issued. All issues are returned, in the order of the file.
 *
 * @source SdI error list 00400–00445, reference §3.7.
 */
export function checkSdi(figures: FatturaPaFigures): readonly SdiIssue[] {
  const issues: SdiIssue[] = [];
  const found = (code: SdiCode, path?: string): void => {
    issues.push({ code, severity: 'blocking', ...(path === undefined ? {} : { path }) });
  };

  if (figures.version !== figures.transmissionFormat) found('invoicing.sdi_00428');
  if (figures.recipientCode.length !== RECIPIENT_LENGTHS[figures.transmissionFormat]) found('invoicing.sdi_00427');
  if (!figures.hasCustomerIdentifier) found('invoicing.sdi_00417');
  if (!/\d/.test(figures.number)) found('invoicing.sdi_00425');

  const totals = new Map<string, Decimal>();
  figures.lines.forEach((line, index) => {
    const path = `DettaglioLinee[${index + 1}]`;
    const key = `${line.rate} ${line.natura ?? ''}`;
    const [total, price] = [decimal(line.total), decimal(line.unitPrice)];
    totals.set(key, add(totals.get(key) ?? ZERO, total));
    if (isZeroRate(line.rate) && line.natura === undefined) found('invoicing.sdi_00400', path);
    if (!isZeroRate(line.rate) && line.natura !== undefined) found('invoicing.sdi_00401', path);
    if (line.isWithheld && !figures.hasWithholding) found('invoicing.sdi_00411', path);
    if (isFraction(line.rate)) found('invoicing.sdi_00424', path);
    if (line.natura !== undefined && GENERIC_NATURE.test(line.natura)) found('invoicing.sdi_00445', path);
    const quantity = line.quantity === undefined ? ONE : decimal(line.quantity);
    if (isFarther(multiply(quantity, price), total, CENT)) found('invoicing.sdi_00423', path);
  });

  const summarised = new Set<string>();
  figures.summaries.forEach((summary, index) => {
    const path = `DatiRiepilogo[${index + 1}]`;
    const key = `${summary.rate} ${summary.natura ?? ''}`;
    summarised.add(key);
    const [taxable, tax, rate] = [decimal(summary.taxable), decimal(summary.tax), decimal(summary.rate)];
    if (isZeroRate(summary.rate) && summary.natura === undefined) found('invoicing.sdi_00429', path);
    if (!isZeroRate(summary.rate) && summary.natura !== undefined) found('invoicing.sdi_00430', path);
    if (isFraction(summary.rate)) found('invoicing.sdi_00424', path);
    if (summary.natura !== undefined && GENERIC_NATURE.test(summary.natura)) found('invoicing.sdi_00445', path);
    if (isFarther(divide(multiply(taxable, rate), HUNDRED, 4), tax, CENT)) found('invoicing.sdi_00421', path);
    const extras = add(decimal(summary.accessory ?? '0'), decimal(summary.rounding ?? '0'));
    if (isFarther(add(totals.get(key) ?? ZERO, extras), taxable, EURO)) found('invoicing.sdi_00422', path);
  });
  for (const key of totals.keys()) {
    if (!summarised.has(key)) found('invoicing.sdi_00419', `AliquotaIVA ${key.trim()}`);
  }
  return issues;
}
