import { multiply } from '@sportello/kernel/decimal';
import { type Cents, centsToDecimal, roundToCents, sumCents } from '@sportello/kernel/money';
import type { RatedLine, VatClass } from './rated-line.js';

/** One row of the VAT table: the taxable sum of the lines of a class and its VAT (0 for what is outside VAT). */
export type VatRow = { readonly class: VatClass; readonly taxable: Cents; readonly vat: Cents };
export type BillSum = { readonly lines: readonly RatedLine[]; readonly vat: readonly VatRow[]; readonly total: Cents };

const RATES = {
  '10': { units: 10n, scale: 2 },
  '22': { units: 22n, scale: 2 },
  '5': { units: 5n, scale: 2 },
  '4': { units: 4n, scale: 2 },
  N1: { units: 0n, scale: 2 },
  'N2.2': { units: 0n, scale: 2 },
} as const satisfies Record<VatClass, { units: bigint; scale: number }>;
const ORDER = Object.keys(RATES) as readonly VatClass[];

/**
 * Add up a bill: VAT is computed once per class on the sum of its rounded lines, halves away from zero, so the
 * customer can re-add what is printed. The total may be negative.
 * @source reference §8.6 and §8.11
 */
export function sumBill(lines: readonly RatedLine[]): BillSum {
  const vat = ORDER.flatMap((vatClass): readonly VatRow[] => {
    const ofClass = lines.filter((line) => line.vat === vatClass);
    if (ofClass.length === 0) return [];
    const taxable = sumCents(ofClass.map((line) => line.amount));
    return [{ class: vatClass, taxable, vat: roundToCents(multiply(centsToDecimal(taxable), RATES[vatClass])) }];
  });
  return { lines, vat, total: sumCents(vat.flatMap((row) => [row.taxable, row.vat])) };
}
