import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isNegative,
  isZero,
  negate,
  trimDecimal,
  ZERO,
} from '@sportello/kernel/decimal';
import { type Cents, centsToDecimal, formatCents, parseCents, sumCents } from '@sportello/kernel/money';
import {
  computeVat,
  type InvoiceLine,
  type LineHeading,
  type LineUnit,
  type ReceiptMeasure,
  type ReceiptRow,
  vatRateOf,
} from './invoice-document.js';

/** Headings split in "spesa per la vendita" and "spesa per la rete e gli oneri generali di sistema". */
const SPLIT_HEADINGS = ['consumption_charge', 'fixed_charge', 'power_charge'] as const;
const PLAIN_HEADINGS = ['excise_duty', 'social_bonus', 'recalculation', 'other_items'] as const;

const amountOf = (lines: readonly InvoiceLine[]): Cents => sumCents(lines.map((line) => parseCents(line.amount)));
const magnitude = (value: Decimal): Decimal => (isNegative(value) ? negate(value) : value);

/**
 * How much was charged: the sum of the component with the largest quantity, because every component of a heading is
 * charged on the same kWh, months or kW. Five network components on 400 kWh are 400 kWh, not 2,000.
 */
function measureOf(lines: readonly InvoiceLine[]): ReceiptMeasure | undefined {
  const unit: LineUnit | undefined = lines[0]?.unit;
  const quantityOf = new Map<string, Decimal>();
  for (const line of lines) {
    if (line.unit !== unit) return undefined;
    // Time bands and brackets are lines of one component: their quantities add up.
    quantityOf.set(line.component, add(quantityOf.get(line.component) ?? ZERO, decimal(line.quantity)));
  }
  let quantity = ZERO;
  for (const candidate of quantityOf.values()) {
    if (compare(magnitude(candidate), magnitude(quantity)) > 0) quantity = candidate;
  }
  if (unit === undefined || isZero(quantity)) return undefined;
  const average = divide(centsToDecimal(amountOf(lines)), quantity, 6);
  return { quantity: formatDecimal(trimDecimal(quantity)), unit, averagePriceEur: formatDecimal(average) };
}

const withMeasure = (measure: ReceiptMeasure | undefined) => (measure === undefined ? {} : { measure });

function splitRow(heading: LineHeading, lines: readonly InvoiceLine[]): ReceiptRow {
  const network = lines.filter((line) => line.part === 'network');
  const sales = lines.filter((line) => line.part !== 'network');
  const parts = (
    [
      ['sales', sales],
      ['network', network],
    ] as const
  )
    .filter(([, ofPart]) => ofPart.length > 0)
    .map(([part, ofPart]) => ({ part, amount: formatCents(amountOf(ofPart)), ...withMeasure(measureOf(ofPart)) }));
  return { heading, amount: formatCents(amountOf(lines)), ...withMeasure(measureOf(lines)), parts };
}

/**
 * Compose the energy receipt (scontrino dell'energia) of the 2025 bill from its lines. Rows are sums of rounded lines
 * plus VAT per rate, so they always add up to the total of the invoice. Headings without lines are left out.
 *
 * @source del. ARERA 315/2024/R/com: quantity × average unit price = amount for each quota, then taxes and the rest.
 */
export function composeReceipt(lines: readonly InvoiceLine[]): readonly ReceiptRow[] {
  const under = (heading: LineHeading) => lines.filter((line) => line.heading === heading);
  const rows: ReceiptRow[] = [];
  for (const heading of SPLIT_HEADINGS) {
    const own = under(heading);
    if (own.length > 0) rows.push(splitRow(heading, own));
  }
  for (const heading of PLAIN_HEADINGS) {
    const own = under(heading);
    if (own.length > 0) rows.push({ heading, amount: formatCents(amountOf(own)), parts: [] });
  }
  for (const row of computeVat(lines).vat) {
    if (vatRateOf(row.class) === null) continue;
    rows.push({ heading: 'vat', amount: row.vat, parts: [], vat: { class: row.class, taxable: row.taxable } });
  }
  const licence = under('tv_licence_fee');
  if (licence.length > 0) {
    rows.push({
      heading: 'tv_licence_fee',
      amount: formatCents(amountOf(licence)),
      ...withMeasure(measureOf(licence)),
      parts: [],
    });
  }
  return rows;
}
