import {
  addDays,
  addMonthsTo,
  contains,
  daysInMonth,
  daysOf,
  firstDayOf,
  intersect,
  monthsTouching,
  type Period,
} from '@sportello/kernel/calendar';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  integer,
  maximum,
  minimum,
  multiply,
  ONE,
  round,
  subtract,
  trimDecimal,
  ZERO,
} from '@sportello/kernel/decimal';
import { ok, type Result } from '@sportello/kernel/result';
import type { PriceMissing, TariffBook } from '../../tariffs/domain/tariff-book.js';
import { priceFixedQuota, priceLine, vatClass } from './price-line.js';
import { type PricePiece, pricePieces, rememberPerPeriod, type TracePrice } from './price-pieces.js';
import type { RatedLine, VatClass } from './rated-line.js';
import type { ElectricitySupplyFacts, RatingInput, RatingRefusal } from './rating-input.js';
import { type EnergyPiece, energyPieces, fixedFeePiece, offerPieces } from './sales-prices.js';
import {
  checkConsumption,
  isWithin,
  type Portion,
  spreadConsumption,
  sumPortions,
  traceConsumption,
} from './spread-consumption.js';

const NETWORK_POWER = ['electricity/network.sigma2', 'electricity/network.uc6-power'];
const NETWORK_ENERGY = ['electricity/network.sigma3', 'electricity/network.uc3', 'electricity/network.uc6-energy'];
const FOR_RESIDENT = {
  fixed: ['electricity/network.sigma1'],
  consumption: [...NETWORK_ENERGY, 'electricity/charges.asos-resident', 'electricity/charges.arim-resident'],
};
const FOR_NON_RESIDENT = {
  fixed: [
    'electricity/network.sigma1',
    'electricity/charges.asos-non-resident-fixed',
    'electricity/charges.arim-non-resident-fixed',
  ],
  consumption: [...NETWORK_ENERGY, 'electricity/charges.asos-non-resident', 'electricity/charges.arim-non-resident'],
};

/**
 * Rate household electricity: sales energy and fixed fee, network and system charges (consumption, fixed, power), excise
 * with its monthly exemption, TV licence fee. VAT is the rate of the last day.
 * @source reference §8.1-8.3, 8.6, 8.7
 */
export function rateElectricity(
  supply: ElectricitySupplyFacts,
  { period, consumption, offerVersions, book }: RatingInput,
): Result<readonly RatedLine[], RatingRefusal> {
  const fault = checkConsumption(consumption, period, 'electricity');
  if (fault !== null) return { ok: false, refusal: fault };
  const offers = offerPieces(offerVersions, period);
  if (!offers.ok) return offers;

  const energy: EnergyPiece[] = [];
  for (const piece of offers.value) {
    const slices = consumption.filter((slice) => intersect(slice.period, piece.period) !== null);
    const pieces = energyPieces(book, piece, [...new Set(slices.map(({ band }) => band))]);
    if (!pieces.ok) return pieces;
    energy.push(...pieces.value);
  }
  const codes = supply.resident ? FOR_RESIDENT : FOR_NON_RESIDENT;
  const network = pricePieces(book, codes.consumption, period);
  if (!network.ok) return network;
  const fixed = pricePieces(book, codes.fixed, period);
  if (!fixed.ok) return fixed;
  const power = pricePieces(book, NETWORK_POWER, period);
  if (!power.ok) return power;
  const vatRate = book.priceAt('vat/electricity.domestic', addDays(period.toExclusive, -1));
  if (!vatRate.ok) return vatRate;
  const vat = vatClass(vatRate.value.figure.text);
  const excise = excisePieces(book, EXCISE_CODES, period);
  if (!excise.ok) return excise;
  const tvFee = supply.resident && supply.paysTvLicenceFee ? tvLicenceFeeLines(book, period) : ok([]);
  if (!tvFee.ok) return tvFee;

  const cuts = [...energy, ...network.value, ...excise.value].map((piece) => piece.period.from);
  const portions = spreadConsumption(consumption, period, cuts);
  const kW = decimal(supply.committedPowerKw);
  return ok([
    ...energyLines(energy, portions, vat),
    ...offers.value.flatMap((piece) =>
      priceFixedQuota({ component: 'sales.fixed', heading: 'fixed_charge', part: 'sales', vat }, fixedFeePiece(piece)),
    ),
    ...networkConsumptionLines(network.value, portions, vat),
    ...fixed.value.flatMap((piece) =>
      priceFixedQuota({ component: 'network.fixed', heading: 'fixed_charge', part: 'network', vat }, piece),
    ),
    ...power.value.flatMap((piece) =>
      priceFixedQuota({ component: 'network.power', heading: 'power_charge', part: 'network', vat }, piece, kW),
    ),
    ...exciseLines(excise.value, portions, supply.resident, kW, vat),
    ...tvFee.value,
  ]);
}

function energyLines(
  pieces: readonly EnergyPiece[],
  portions: readonly Portion[],
  vat: VatClass,
): readonly RatedLine[] {
  const head = { component: 'sales.energy', heading: 'consumption_charge', part: 'sales', vat } as const;
  return pieces.flatMap(({ period, energy }) =>
    energy.flatMap(({ band, price, prices }) => {
      const used = portions.filter((portion) => isWithin(portion, period) && (band === null || portion.band === band));
      const quantity = sumPortions(used);
      if (quantity === 0n) return [];
      const facts = band === null || band === 'F0' ? {} : { facts: { band } };
      const trace = { prices, consumption: traceConsumption(used), ...facts };
      return [priceLine(head, 'kWh', period, { quantity: integer(quantity), unitPrice: price, trace })];
    }),
  );
}

function networkConsumptionLines(
  pieces: readonly PricePiece[],
  portions: readonly Portion[],
  vat: VatClass,
): readonly RatedLine[] {
  const head = { component: 'network.consumption', heading: 'consumption_charge', part: 'network', vat } as const;
  return pieces.flatMap(({ period, price, prices }) => {
    const used = portions.filter((portion) => isWithin(portion, period));
    const quantity = sumPortions(used);
    if (quantity === 0n) return [];
    const trace = { prices, consumption: traceConsumption(used) };
    return [priceLine(head, 'kWh', period, { quantity: integer(quantity), unitPrice: price, trace })];
  });
}

const EXCISE = {
  rate: 'electricity/excise.rate',
  exempt: 'electricity/excise.exempt-kwh',
  exemptUpToKw: 'electricity/excise.exempt-up-to-kw',
  smallPowerUpToKw: 'electricity/excise.small-power-up-to-kw',
  recoveryAbove: 'electricity/excise.recovery-above-kwh',
  recoveryAboveSmallPower: 'electricity/excise.recovery-above-kwh-small-power',
} as const;
type ExciseFigures = Readonly<Record<keyof typeof EXCISE, Decimal>>;
type ExcisePiece = { readonly period: Period; readonly figures: ExciseFigures; readonly prices: readonly TracePrice[] };
const EXCISE_NAMES = Object.keys(EXCISE) as readonly (keyof typeof EXCISE)[];
const EXCISE_CODES = Object.values(EXCISE);

const excisePieces = rememberPerPeriod((book, codes, period): Result<readonly ExcisePiece[], PriceMissing> => {
  const pieces = pricePieces(book, codes, period);
  if (!pieces.ok) return pieces;
  return ok(
    pieces.value.map(({ period: of, prices }) => {
      // Each code may show several versions in a piece, all with one figure: the first says it.
      const figureOf = (code: string): Decimal =>
        decimal(prices.find(({ ref }) => ref.startsWith(`${code}@`))?.value ?? '0');
      const figures = Object.fromEntries(EXCISE_NAMES.map((name) => [name, figureOf(EXCISE[name])])) as ExciseFigures;
      return { period: of, figures, prices: prices.filter(({ ref }) => ref.startsWith(`${EXCISE.rate}@`)) };
    }),
  );
});

/** Calendar months in a period, a part of a month counting by its days: six decimals. */
export function monthEquivalents(period: Period): Decimal {
  let months = ZERO;
  for (const of of monthsTouching(period)) {
    const whole = { from: firstDayOf(of), toExclusive: firstDayOf(addMonthsTo(of, 1)) };
    const inside = intersect(whole, period);
    if (inside === null) continue;
    const days = daysOf(inside);
    const all = daysInMonth(Number(of.slice(0, 4)), Number(of.slice(5)));
    months = add(months, days === all ? ONE : divide(integer(days), integer(all), 6));
  }
  return months;
}

/**
 * Exempt kWh of a resident: so many a month, less one for each kWh used above the recovery threshold of the power.
 * @source D.Lgs. 504/1995, reference §8.3: `max(0, 150 − max(0, kWh − 150 | 220))` per month
 */
export function exemptKwh(kWh: bigint, months: Decimal, figures: ExciseFigures, isSmallPower: boolean): bigint {
  const threshold = multiply(isSmallPower ? figures.recoveryAboveSmallPower : figures.recoveryAbove, months);
  const above = maximum(ZERO, subtract(integer(kWh), threshold));
  const exempt = minimum(integer(kWh), maximum(ZERO, subtract(multiply(figures.exempt, months), above)));
  return round(exempt, 0).units;
}

function exciseLines(
  pieces: readonly ExcisePiece[],
  portions: readonly Portion[],
  resident: boolean,
  kW: Decimal,
  vat: VatClass,
): readonly RatedLine[] {
  const head = { component: 'excise.electricity', heading: 'excise_duty', part: 'tax', vat } as const;
  return pieces.flatMap(({ period, figures, prices }) => {
    const used = portions.filter((portion) => isWithin(portion, period));
    const kWh = sumPortions(used);
    const hasExemption = resident && compare(kW, figures.exemptUpToKw) <= 0;
    const months = monthEquivalents(period);
    const exempt = hasExemption ? exemptKwh(kWh, months, figures, compare(kW, figures.smallPowerUpToKw) <= 0) : 0n;
    if (kWh === exempt) return [];
    const facts = {
      consumptionKwh: `${kWh}`,
      exemptKwh: `${exempt}`,
      monthEquivalents: formatDecimal(trimDecimal(months)),
    };
    const trace = { prices, consumption: traceConsumption(used), facts };
    return [priceLine(head, 'kWh', period, { quantity: integer(kWh - exempt), unitPrice: figures.rate, trace })];
  });
}

/**
 * TV licence fee (canone RAI): an instalment for each month from January to October whose first day lies in the
 * period, so that consecutive bills charge each month once. Outside VAT (N2.2).
 * @source reference §8.7
 */
function tvLicenceFeeLines(book: TariffBook, period: Period): Result<readonly RatedLine[], PriceMissing> {
  const head = { component: 'tv_licence_fee', heading: 'tv_licence_fee', part: 'other', vat: 'N2.2' } as const;
  const months = monthsTouching(period).filter((of) => contains(period, firstDayOf(of)));
  const byVersion = new Map<string, { months: number; price: Decimal; prices: readonly TracePrice[] }>();
  for (const of of months) {
    const perYear = book.priceAt('tv-licence-fee/per-year', firstDayOf(of));
    if (!perYear.ok) return perYear;
    const instalments = book.priceAt('tv-licence-fee/instalments', firstDayOf(of));
    if (!instalments.ok) return instalments;
    const count = instalments.value.figure.value;
    if (compare(integer(Number(of.slice(5))), count) > 0) continue;
    const known = byVersion.get(perYear.value.ref);
    const prices = [perYear.value, instalments.value].map(({ ref, figure, unit }) => ({
      ref,
      value: figure.text,
      unit,
    }));
    byVersion.set(
      perYear.value.ref,
      known === undefined
        ? { months: 1, price: divide(perYear.value.figure.value, count, 2), prices }
        : { ...known, months: known.months + 1 },
    );
  }
  return ok(
    [...byVersion.values()].map((version) =>
      priceLine(head, 'month', period, {
        quantity: integer(version.months),
        unitPrice: version.price,
        trace: { prices: version.prices },
      }),
    ),
  );
}
