import {
  add,
  compare,
  type Decimal,
  decimal,
  integer,
  isNegative,
  maximum,
  minimum,
  multiply,
  ONE,
  round,
  subtract,
  sum,
  ZERO,
} from '@sportello/kernel/decimal';
import { assert } from '@sportello/kernel/result';
import type { GasArea } from '../../tariffs/domain/gas-territory.js';
import type { OfferTerms } from '../../tariffs/domain/offer-terms.js';
import { type PortalParameters, parameter } from '../../tariffs/domain/portal-parameters.js';
import type { Bracket } from '../../tariffs/domain/tariff-book.js';
import type { ElectricitySupplyFacts, GasSupplyFacts } from './rating-input.js';

/**
 * The regulator's estimate of a year's cost (spesa annua stimata), which every offer must show and which is comparable
 * between suppliers. Not a bill: yearly figures, even use, nothing rounded before the end.
 * @source Regole per il calcolo della spesa annua stimata v4.0, 16 February 2026
 */
export type YearlyCost = {
  readonly sale: Decimal;
  readonly network: Decimal;
  readonly charges: Decimal;
  readonly excise: Decimal;
  readonly discount: Decimal;
  readonly vat: Decimal;
  /** Rounded to cents: what is shown. */
  readonly totalEur: Decimal;
  /** Without excise and VAT, rounded to cents. */
  readonly beforeTaxesEur: Decimal;
};

/** What the offer adds to its terms: regulated parts it declares (PCV, PPE, dispatching, CCR), a discount, the index foreseen. */
export type YearlyExtras = {
  readonly fixedEurPerYear: Decimal;
  readonly eurPerUnit: Decimal;
  /** Taken off before VAT, a positive amount. */
  readonly discountEur: Decimal;
  /** Value of the index over the year, before losses; needed by an indexed price only. */
  readonly indexEurPerUnit: Decimal | null;
};
export const NO_EXTRAS: YearlyExtras = {
  fixedEurPerYear: ZERO,
  eurPerUnit: ZERO,
  discountEur: ZERO,
  indexEurPerUnit: null,
};

/** Use of a home by time band that the rules assume: 33, 31, 36 %. */
const BAND_SHARES = { f1: decimal('0.33'), f2: decimal('0.31'), f3: decimal('0.36') } as const;

/** Energy price per unit with the extras. Losses weigh on the index only, the spread already has them. */
function unitPriceOf({ price }: OfferTerms, extras: YearlyExtras, losses: Decimal): Decimal {
  if (price.kind === 'single') return add(decimal(price.eurPerUnit), extras.eurPerUnit);
  if (price.kind === 'bands') {
    const mean = sum((['f1', 'f2', 'f3'] as const).map((band) => multiply(decimal(price[band]), BAND_SHARES[band])));
    return add(mean, extras.eurPerUnit);
  }
  assert(extras.indexEurPerUnit !== null, 'an indexed offer is estimated on a given index');
  return sum([multiply(extras.indexEurPerUnit, add(ONE, losses)), decimal(price.spread), extras.eurPerUnit]);
}

function total(parts: Pick<YearlyCost, 'sale' | 'network' | 'charges' | 'excise' | 'discount' | 'vat'>): YearlyCost {
  const beforeTaxes = subtract(sum([parts.sale, parts.network, parts.charges]), parts.discount);
  return {
    ...parts,
    beforeTaxesEur: round(beforeTaxes, 2),
    totalEur: round(sum([beforeTaxes, parts.excise, parts.vat]), 2),
  };
}

/** Yearly cost of electricity for a home. `parameters` is the electricity file of the quarter. */
export function yearlyElectricityCost(
  parameters: PortalParameters,
  supply: ElectricitySupplyFacts,
  annualKwh: bigint,
  offer: OfferTerms,
  extras: YearlyExtras = NO_EXTRAS,
): YearlyCost {
  const figure = (name: string): Decimal => parameter(parameters, name);
  const kWh = integer(annualKwh);
  const kW = decimal(supply.committedPowerKw);
  const sale = sum([
    decimal(offer.fixedFeeEurPerYear),
    extras.fixedEurPerYear,
    multiply(unitPriceOf(offer, extras, figure('lambda')), kWh),
  ]);
  const network = sum([
    figure('sigma1'),
    multiply(add(figure('sigma2'), figure('uc6s_d')), kW),
    multiply(sum([figure('sigma3'), figure('uc3'), figure('uc6p_d')]), kWh),
  ]);
  const charges = supply.resident
    ? multiply(add(figure('asos_dr'), figure('arim_dr')), kWh)
    : sum([figure('asos_dnr_f'), figure('arim_dnr_f'), multiply(add(figure('asos_dnr_v'), figure('arim_dnr_v')), kWh)]);
  const excise = yearlyElectricityExcise(parameters, supply, kWh, kW);
  const taxable = subtract(sum([sale, network, charges, excise]), extras.discountEur);
  return total({
    sale,
    network,
    charges,
    excise,
    discount: extras.discountEur,
    vat: multiply(taxable, figure('iva_c')),
  });
}

const FREE_KWH = integer(1800);
const FREE_UP_TO_KWH = integer(2640);
const FREE_UP_TO_KW = integer(3);

/** Resident up to 3 kW: 1800 kWh free, less one for each kWh above 2640. The rules know no smaller power class. */
function yearlyElectricityExcise(
  parameters: PortalParameters,
  supply: ElectricitySupplyFacts,
  kWh: Decimal,
  kW: Decimal,
): Decimal {
  if (!supply.resident) return multiply(kWh, parameter(parameters, 'acc_c_nr'));
  if (compare(kW, FREE_UP_TO_KW) > 0) return multiply(kWh, parameter(parameters, 'acc_c_r_h'));
  const free = subtract(FREE_KWH, maximum(ZERO, subtract(kWh, FREE_UP_TO_KWH)));
  const taxed = subtract(kWh, minimum(kWh, isNegative(free) ? ZERO : free));
  return multiply(taxed, parameter(parameters, 'acc_c_r_l'));
}

/** Ends of the six brackets of the gas parameter file, Smc a year; the file stops at 200 000. */
const GAS_BRACKETS = [120n, 480n, 1560n, 5000n, 80_000n, 200_000n] as const;
const LOW_VAT_SMC = 480n;

/** Cost of a quantity through brackets, each slice at its own price. */
export function costByBracket(brackets: readonly Bracket[], quantity: bigint): Decimal {
  let cost = ZERO;
  let from = 0n;
  for (const { upTo, price } of brackets) {
    const to = upTo === null || upTo > quantity ? quantity : upTo;
    if (to > from) cost = add(cost, multiply(integer(to - from), price));
    from = to;
  }
  assert(from >= quantity, `brackets reach ${quantity}`);
  return cost;
}

const bracketsNamed = (parameters: PortalParameters, nameOf: (bracket: number) => string): readonly Bracket[] =>
  GAS_BRACKETS.map((upTo, index) => ({ upTo, price: parameter(parameters, nameOf(index + 1)), text: '' }));

/**
 * Yearly cost of gas for a home. VAT as on the portal's detail page: the low rate on everything per Smc up to 480 Smc,
 * the full rate on fixed parts, discounts and the rest.
 * @param taxes excise and regional surcharge of the territory: they are not in the parameter file
 */
export function yearlyGasCost(
  parameters: PortalParameters,
  supply: { readonly area: GasArea; readonly meterClass: GasSupplyFacts['meterClass'] },
  taxes: readonly (readonly Bracket[])[],
  annualSmc: bigint,
  offer: OfferTerms,
  extras: YearlyExtras = NO_EXTRAS,
): YearlyCost {
  const figure = (name: string): Decimal => parameter(parameters, name);
  const { area, meterClass } = supply;
  const price = unitPriceOf(offer, extras, ZERO);
  const tau3 = bracketsNamed(parameters, (bracket) => `tau3_f${bracket}_a${area}`);
  const ug2 = bracketsNamed(parameters, (bracket) => `ug2p_d_f${bracket}`);
  const networkPerSmc = sum([figure('qt'), figure('rs'), figure('ug1')]);
  const chargesPerSmc = add(figure('re'), figure('ug3'));
  const perVolume = (smc: bigint) => ({
    sale: multiply(price, integer(smc)),
    network: add(multiply(networkPerSmc, integer(smc)), costByBracket(tau3, smc)),
    charges: add(multiply(chargesPerSmc, integer(smc)), costByBracket(ug2, smc)),
    excise: sum(taxes.map((brackets) => costByBracket(brackets, smc))),
  });
  const volume = perVolume(annualSmc);
  const lowVat = perVolume(annualSmc < LOW_VAT_SMC ? annualSmc : LOW_VAT_SMC);
  const sale = sum([decimal(offer.fixedFeeEurPerYear), extras.fixedEurPerYear, volume.sale]);
  const network = sum([
    figure(`tau1_${meterClass}_a${area}`),
    figure(`st_a${area}`),
    figure(`vr_a${area}`),
    volume.network,
  ]);
  const charges = add(figure('ug2s'), volume.charges);
  const lowBase = sum([lowVat.sale, lowVat.network, lowVat.charges, lowVat.excise]);
  const taxable = subtract(sum([sale, network, charges, volume.excise]), extras.discountEur);
  const vat = add(multiply(lowBase, figure('iva_f1')), multiply(subtract(taxable, lowBase), figure('iva_f3')));
  return total({ sale, network, charges, excise: volume.excise, discount: extras.discountEur, vat });
}

/** One use of a home's gas in its mix: percents of the year by month from October, and its share of the whole. */
export type ProfileShare = { readonly percents: readonly Decimal[]; readonly share: Decimal };

/** Mean of twelve monthly prices, October first, weighted with the withdrawal profiles of a mix. Exact. */
export function weightByProfile(monthlyPrices: readonly Decimal[], mix: readonly ProfileShare[]): Decimal {
  assert(
    monthlyPrices.length === 12 && mix.every(({ percents }) => percents.length === 12),
    'twelve months from October',
  );
  const perCent = decimal('0.01');
  return sum(
    mix.map(({ percents, share }) =>
      multiply(
        multiply(share, perCent),
        sum(percents.map((percent, index) => multiply(percent, monthlyPrices[index] ?? ZERO))),
      ),
    ),
  );
}
