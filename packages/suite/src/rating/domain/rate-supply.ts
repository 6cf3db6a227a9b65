import type { Result } from '@sportello/kernel/result';
import { rateElectricity } from './rate-electricity.js';
import { rateGas } from './rate-gas.js';
import type { RatedLine } from './rated-line.js';
import type { RatingInput, RatingRefusal } from './rating-input.js';

/**
 * Price what a household supply used in a period: pure, exact, one rounding per line (ADR 0006). Every change of offer,
 * regulated figure or index month inside the period splits the lines it touches. Lines of zero quantity are not made.
 *
 * Facts of the supply hold for the whole period; a change of power or residence is rated as two periods by the caller.
 * What was already billed is `subtractBilled`; VAT and total are `sumBill`.
 */
export function rateSupply(input: RatingInput): Result<readonly RatedLine[], RatingRefusal> {
  return input.supply.commodity === 'gas' ? rateGas(input.supply, input) : rateElectricity(input.supply, input);
}
