import { assert } from './result.js';

/** Exact decimal, `units / 10^scale`: unit prices and quantities. Never a JS number. */
export type Decimal = { readonly units: bigint; readonly scale: number };

const POWERS = Array.from({ length: 41 }, (_, exponent) => 10n ** BigInt(exponent));

/** `10^exponent` from a table: the hot path of rating. */
export function tenTo(exponent: number): bigint {
  const power = POWERS[exponent];
  assert(power !== undefined, `a scale stays below ${POWERS.length}: ${exponent}`);
  return power;
}

export const ZERO: Decimal = { units: 0n, scale: 0 };
export const ONE: Decimal = { units: 1n, scale: 0 };

const LITERAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** True when `text` is a plain decimal with a dot: the only form JSON, tariff files and rows carry. */
export const isDecimal = (text: string): boolean => LITERAL.test(text) && text.length <= 40;

/** Read a decimal with a dot, `-12.340` → `{ units: -12340n, scale: 3 }`. The scale written is kept. */
export function decimal(text: string): Decimal {
  const match = LITERAL.exec(text);
  assert(match !== null, `decimal literal: ${text}`);
  const fraction = match[3] ?? '';
  const magnitude = BigInt(`${match[2]}${fraction}`);
  return { units: match[1] === '-' ? -magnitude : magnitude, scale: fraction.length };
}

export const integer = (value: bigint | number): Decimal => ({ units: BigInt(value), scale: 0 });

const unitsAt = (value: Decimal, scale: number): bigint => value.units * tenTo(scale - value.scale);

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export const negate = (a: Decimal): Decimal => ({ units: -a.units, scale: a.scale });
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));
export const sum = (values: readonly Decimal[]): Decimal => values.reduce(add, ZERO);

/** Exact product: no rounding, the scale grows. */
export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [unitsAt(a, scale), unitsAt(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const isZero = (a: Decimal): boolean => a.units === 0n;
export const isNegative = (a: Decimal): boolean => a.units < 0n;
export const minimum = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
export const maximum = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);

/** Quotient of two bigints rounded half away from zero. The only rounding rule of the product (ADR 0006). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  assert(denominator !== 0n, 'no division by zero');
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  return sign * ((2n * n + d) / (2n * d));
}

/** Round to `scale` decimals, halves away from zero. */
export function round(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return { units: unitsAt(value, scale), scale };
  return { units: divideRounded(value.units, tenTo(value.scale - scale)), scale };
}

/** Quotient rounded to `scale` decimals, halves away from zero. */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal {
  const shift = scale + b.scale - a.scale;
  const [numerator, denominator] = shift >= 0 ? [a.units * tenTo(shift), b.units] : [a.units, b.units * tenTo(-shift)];
  return { units: divideRounded(numerator, denominator), scale };
}

/** Print with a dot and exactly the scale it has: `decimal('1.50')` → `1.50`. */
export function formatDecimal({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString();
  if (scale === 0) return sign + digits;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** The same value without trailing zeros: `1.500` → `1.5`, `2.00` → `2`. */
export function trimDecimal({ units, scale }: Decimal): Decimal {
  let [trimmed, left] = [units, scale];
  while (left > 0 && trimmed % 10n === 0n) {
    trimmed /= 10n;
    left -= 1;
  }
  return { units: trimmed, scale: left };
}
