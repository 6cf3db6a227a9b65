import { type Decimal, decimal, divideRounded, formatDecimal, tenTo } from './decimal.js';
import { assert } from './result.js';

/** Euro cents: the only amount that may be invoiced, collected, or posted. */
export type Cents = bigint & { readonly __unit: 'EUR cents' };

export const cents = (value: bigint | number): Cents => BigInt(value) as Cents;
export const sumCents = (values: Iterable<Cents>): Cents => {
  let total = 0n;
  for (const value of values) total += value;
  return total as Cents;
};

/**
 * Round an exact euro amount to cents, halves away from zero.
 * Called once per bill line and once per VAT rate, and nowhere else: see ADR 0006, "where we round".
 */
export function roundToCents({ units, scale }: Decimal): Cents {
  if (scale <= 2) return (units * tenTo(2 - scale)) as Cents;
  return divideRounded(units, tenTo(scale - 2)) as Cents;
}

/** `12345n` → `123.45`: how amounts travel in JSON, XML and CSV. */
export const formatCents = (amount: Cents): string => formatDecimal({ units: amount, scale: 2 });

/** `123.45` → `12345n`. More than two decimals is a broken promise of the caller. */
export function parseCents(text: string): Cents {
  const value = decimal(text);
  assert(value.scale <= 2, `an amount has at most two decimals: ${text}`);
  return (value.units * tenTo(2 - value.scale)) as Cents;
}

export const centsToDecimal = (amount: Cents): Decimal => ({ units: amount, scale: 2 });

/**
 * Split cents by weight so that the parts always sum to the whole (largest remainder first, then the
 * earlier part). For instalment plans and shared charges.
 */
export function allocate(total: Cents, weights: readonly bigint[]): readonly Cents[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  assert(
    weights.every((weight) => weight >= 0n),
    'weights are not negative',
  );
  assert(weightSum > 0n, 'at least one weight is positive');
  const sign = total < 0n ? -1n : 1n;
  const parts = weights.map((weight, index) => {
    const exact = total * sign * weight;
    return { index, floor: exact / weightSum, remainder: exact % weightSum };
  });
  const leftover = Number(total * sign - parts.reduce((sum, part) => sum + part.floor, 0n));
  const roundedUp = new Set(
    parts
      .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, leftover)
      .map((part) => part.index),
  );
  return parts.map(({ index, floor }) => (sign * (floor + (roundedUp.has(index) ? 1n : 0n))) as Cents);
}
