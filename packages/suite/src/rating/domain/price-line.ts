import {
  daysInYear,
  daysOf,
  type LocalDate,
  type Period,
  splitAt,
  wholeMonths,
  yearOf,
} from '@sportello/kernel/calendar';
import { type Decimal, divide, formatDecimal, integer, multiply, round, trimDecimal } from '@sportello/kernel/decimal';
import { roundToCents } from '@sportello/kernel/money';
import { assert } from '@sportello/kernel/result';
import type { TracePrice } from './price-pieces.js';
import type { RatedLine, VatClass } from './rated-line.js';

/** Most decimals of a unit price on a bill and in FatturaPA (reference §8.11). */
export const UNIT_PRICE_DECIMALS = 8;

export type LineHead = Pick<RatedLine, 'component' | 'heading' | 'part' | 'vat'>;

/** Price one line: the only place where an amount of energy is rounded to cents (ADR 0006). */
export function priceLine(
  head: LineHead,
  unit: RatedLine['unit'],
  period: Period,
  {
    quantity,
    unitPrice,
    trace,
  }: { readonly quantity: Decimal; readonly unitPrice: Decimal; readonly trace: RatedLine['trace'] },
): RatedLine {
  const price = round(unitPrice, UNIT_PRICE_DECIMALS);
  return {
    component: head.component,
    heading: head.heading,
    part: head.part,
    period,
    quantity: formatDecimal(trimDecimal(quantity)),
    unit,
    unitPriceEur: formatDecimal(trimDecimal(price)),
    amount: roundToCents(multiply(quantity, price)),
    vat: head.vat,
    trace,
  };
}

const TWELVE = integer(12);

/**
 * Lines of a yearly quota over days in which its value does not change. Whole calendar months pay twelfths; anything
 * else pays days of a year of 365 or 366, and is split at 1 January when the two years differ in length.
 * @source reference §8.2 and §14 row 12: months for whole months, days otherwise
 */
export function priceFixedQuota(
  head: LineHead,
  piece: { readonly period: Period; readonly price: Decimal; readonly prices: readonly TracePrice[] },
  kW: Decimal | null = null,
): readonly RatedLine[] {
  if (piece.price.units === 0n) return [];
  const parts =
    wholeMonths(piece.period) === null ? splitAt(piece.period, lengthChanges(piece.period)) : [piece.period];
  return parts.map((period) => {
    const months = wholeMonths(period);
    const count = integer(months ?? daysOf(period));
    const perYear = months === null ? integer(daysInYear(yearOf(period.from))) : TWELVE;
    const unitPrice = divide(piece.price, perYear, UNIT_PRICE_DECIMALS);
    const trace = { prices: piece.prices };
    if (kW === null)
      return priceLine(head, months === null ? 'day' : 'month', period, { quantity: count, unitPrice, trace });
    const facts = { committedPowerKw: formatDecimal(kW), [months === null ? 'days' : 'months']: formatDecimal(count) };
    return priceLine(head, months === null ? 'kW_day' : 'kW_month', period, {
      quantity: multiply(kW, count),
      unitPrice,
      trace: { ...trace, facts },
    });
  });
}

/** The 1 Januaries of a period where the length of the year changes. */
function lengthChanges({ from, toExclusive }: Period): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let year = yearOf(from) + 1; year <= yearOf(toExclusive); year += 1) {
    if (daysInYear(year) !== daysInYear(year - 1)) days.push(`${year}-01-01` as LocalDate);
  }
  return days;
}

const VAT_CLASSES: readonly string[] = ['10', '22', '5', '4'] satisfies readonly VatClass[];

/** The VAT rate written in the tariff book as the class of a line. */
export function vatClass(percent: string): VatClass {
  assert(VAT_CLASSES.includes(percent), `a VAT rate we know: ${percent}`);
  return percent as VatClass;
}
