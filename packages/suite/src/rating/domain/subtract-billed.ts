import type { Period } from '@sportello/kernel/calendar';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  trimDecimal,
  ZERO,
} from '@sportello/kernel/decimal';
import { type Cents, centsToDecimal, formatCents, sumCents } from '@sportello/kernel/money';
import { assert } from '@sportello/kernel/result';
import { groupBy } from './group-by.js';
import { UNIT_PRICE_DECIMALS } from './price-line.js';
import type { RatedLine } from './rated-line.js';

/**
 * Difference between what a period should cost and what was billed for it (conguaglio): one line per component and VAT
 * class, heading `recalculation`, amount = Σ should be − Σ billed, exactly. Nothing differs, no line.
 *
 * Lines of an earlier recalculation count as billed, so a second correction starts from the first. The line shows the
 * difference of quantity at a mean price when that price lies among those of the lines; otherwise (brackets or prices
 * moved) one piece at the amount. A negative amount is a negative price: FatturaPA quantities are not negative. In both
 * forms quantity × unit price rounds to the amount, as SdI check 00423 wants. `trace.facts` carry both sums.
 *
 * @param shouldBe the lines of the whole recalculated period, rated now
 * @param billed   every line already billed for that period, differences included
 */
export function subtractBilled(shouldBe: readonly RatedLine[], billed: readonly RatedLine[]): readonly RatedLine[] {
  const keyOf = (line: RatedLine): string => `${line.component}|${line.vat}`;
  const [should, before] = [groupBy(shouldBe, keyOf), groupBy(billed, keyOf)];
  return [...new Set([...should.keys(), ...before.keys()])].flatMap((key) => {
    const line = differenceLine(should.get(key) ?? [], before.get(key) ?? []);
    return line === null ? [] : [line];
  });
}

function differenceLine(should: readonly RatedLine[], billed: readonly RatedLine[]): RatedLine | null {
  const all = [...should, ...billed];
  const first = all[0];
  assert(first !== undefined, 'a group has a line');
  const amount = (sumCents(should.map((line) => line.amount)) - sumCents(billed.map((line) => line.amount))) as Cents;
  const units = new Set(all.map(unitOf));
  const unit = units.size === 1 ? unitOf(first) : 'piece';
  const [shouldQuantity, billedQuantity] = [sum(should.map(quantityOf)), sum(billed.map(quantityOf))];
  const difference = unit === 'piece' ? ZERO : subtract(shouldQuantity, billedQuantity);
  if (amount === 0n && isZero(difference)) return null;

  const facts = {
    shouldAmount: formatCents(sumCents(should.map((line) => line.amount))),
    billedAmount: formatCents(sumCents(billed.map((line) => line.amount))),
    ...(unit === 'piece'
      ? {}
      : {
          quantityUnit: unit,
          shouldQuantity: text(shouldQuantity),
          billedQuantity: text(billedQuantity),
          quantityDifference: text(difference),
        }),
  };
  const meanPrice = isZero(difference) ? null : meanPriceOf(amount, difference, all);
  const magnitude = isNegative(difference) ? negate(difference) : difference;
  return {
    component: first.component,
    heading: 'recalculation',
    part: first.part,
    vat: first.vat,
    amount,
    period: spanOf(all),
    ...(meanPrice === null
      ? { quantity: '1', unit: 'piece' as const, unitPriceEur: formatCents(amount) }
      : {
          quantity: text(magnitude),
          unit,
          unitPriceEur: text(divide(centsToDecimal(amount), magnitude, UNIT_PRICE_DECIMALS)),
        }),
    trace: { prices: uniquePrices(should), facts },
  };
}

const text = (value: Decimal): string => formatDecimal(trimDecimal(value));

/** The unit that was compared: a difference line shown as one piece keeps its own in the facts. */
const unitOf = (line: RatedLine): RatedLine['unit'] =>
  line.heading === 'recalculation' ? ((line.trace.facts?.['quantityUnit'] ?? 'piece') as RatedLine['unit']) : line.unit;
const quantityOf = (line: RatedLine): Decimal =>
  decimal(line.heading === 'recalculation' ? (line.trace.facts?.['quantityDifference'] ?? '0') : line.quantity);

/** Amount ÷ quantity when a customer could meet that price on the lines, a cent of rounding per line allowed. */
function meanPriceOf(amount: Cents, difference: Decimal, lines: readonly RatedLine[]): Decimal | null {
  const prices = lines.filter((line) => line.heading !== 'recalculation').map((line) => decimal(line.unitPriceEur));
  const [first, ...rest] = prices;
  if (first === undefined) return null;
  const lowest = rest.reduce((low, price) => (compare(price, low) < 0 ? price : low), first);
  const highest = rest.reduce((high, price) => (compare(price, high) > 0 ? price : high), first);
  const slack: Decimal = { units: BigInt(lines.length), scale: 2 };
  const [one, other] = [multiply(lowest, difference), multiply(highest, difference)];
  const [low, high] = compare(one, other) <= 0 ? [one, other] : [other, one];
  const isMet =
    compare(centsToDecimal(amount), subtract(low, slack)) >= 0 &&
    compare(centsToDecimal(amount), add(high, slack)) <= 0;
  return isMet ? divide(centsToDecimal(amount), difference, UNIT_PRICE_DECIMALS) : null;
}

const spanOf = (lines: readonly RatedLine[]): Period => ({
  from: lines.map((line) => line.period.from).toSorted()[0] as Period['from'],
  toExclusive: lines
    .map((line) => line.period.toExclusive)
    .toSorted()
    .at(-1) as Period['toExclusive'],
});

const uniquePrices = (lines: readonly RatedLine[]): RatedLine['trace']['prices'] => [
  ...new Map(
    lines.flatMap((line) => line.trace.prices).map((price) => [`${price.ref}|${price.value}`, price]),
  ).values(),
];
