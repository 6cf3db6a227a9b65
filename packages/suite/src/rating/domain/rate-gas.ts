import { addDays, type LocalDate, type Period, yearOf } from '@sportello/kernel/calendar';
import { add, type Decimal, integer, ZERO } from '@sportello/kernel/decimal';
import { assert, ok, type Result } from '@sportello/kernel/result';
import { GAS_TERRITORIES } from '../../tariffs/domain/gas-territory.js';
import type { PriceMissing, TariffBook, TariffVersion } from '../../tariffs/domain/tariff-book.js';
import { groupBy } from './group-by.js';
import { type LineHead, priceFixedQuota, priceLine, vatClass } from './price-line.js';
import { pricePieces, rememberPerPeriod, type TracePrice, type VersionPiece, versionPieces } from './price-pieces.js';
import type { RatedLine, VatClass } from './rated-line.js';
import type { GasSupplyFacts, RatingInput, RatingRefusal } from './rating-input.js';
import { type EnergyPiece, energyPieces, fixedFeePiece, offerPieces } from './sales-prices.js';
import { checkConsumption, isWithin, type Portion, spreadConsumption, traceConsumption } from './spread-consumption.js';

/** Price per Smc that is the same whatever the quantity of the year: UG1, UG3, RE, RS for homes, and transport QT. */
const VOLUME = ['gas/charges.qt', 'gas/charges.rs', 'gas/charges.ug1', 'gas/charges.re', 'gas/charges.ug3'];

type GasVat = {
  readonly first: VatClass;
  readonly beyond: VatClass;
  readonly fixed: VatClass;
  readonly threshold: bigint;
};

/**
 * Rate household gas: sales energy and fixed fee, network and charges (fixed, per Smc, per annual bracket), excise and
 * regional surcharge per bracket. Brackets and the VAT threshold run on the Smc of the calendar year, without pro-rata;
 * what crosses one is split. VAT is that of the last day. QT is taken at the reference calorific value.
 * @source reference §8.4-8.6
 */
export function rateGas(
  supply: GasSupplyFacts,
  { period, consumption, offerVersions, yearToDateSmc, book }: RatingInput,
): Result<readonly RatedLine[], RatingRefusal> {
  const fault = checkConsumption(consumption, period, 'gas');
  if (fault !== null) return { ok: false, refusal: fault };
  const offers = offerPieces(offerVersions, period);
  if (!offers.ok) return offers;
  const energy: EnergyPiece[] = [];
  for (const piece of offers.value) {
    const pieces = energyPieces(book, piece, ['gas']);
    if (!pieces.ok) return pieces;
    energy.push(...pieces.value);
  }
  const { area, meterClass, territory } = supply;
  const fixed = pricePieces(
    book,
    [
      `gas/network.tau1.area${area}.${meterClass}`,
      `gas/network.st.area${area}`,
      `gas/network.vr.area${area}`,
      'gas/charges.ug2-fixed',
    ],
    period,
  );
  if (!fixed.ok) return fixed;
  const volume = pricePieces(book, VOLUME, period);
  if (!volume.ok) return volume;
  const brackets = bracketPieces(book, [`gas/network.tau3.area${area}`, 'gas/charges.ug2'], period);
  if (!brackets.ok) return brackets;
  const excise = bracketPieces(book, [`gas/excise.${GAS_TERRITORIES[territory].exciseArea}`], period);
  if (!excise.ok) return excise;
  const surcharge = bracketPieces(book, [`gas/surcharge.${territory}`], period);
  if (!surcharge.ok) return surcharge;
  const gasVat = readVat(book, addDays(period.toExclusive, -1));
  if (!gasVat.ok) return gasVat;
  const vat = gasVat.value;

  const januaries = Array.from(
    { length: yearOf(period.toExclusive) - yearOf(period.from) },
    (_, index) => `${yearOf(period.from) + index + 1}-01-01` as LocalDate,
  );
  const cuts = [
    ...januaries,
    ...[...energy, ...volume.value, ...brackets.value, ...excise.value, ...surcharge.value].map(
      (piece) => piece.period.from,
    ),
  ];
  const limits = [
    vat.threshold,
    ...[...brackets.value, ...excise.value, ...surcharge.value].flatMap((piece) => piece.limits),
  ];
  const portions = splitAtLimits(spreadConsumption(consumption, period, cuts), yearToDateSmc, limits);
  const vatOf = (portion: GasPortion): VatClass => (portion.yearFrom < vat.threshold ? vat.first : vat.beyond);
  const byBracket = (head: Omit<LineHead, 'vat'>, pieces: readonly BracketPiece[]): readonly RatedLine[] =>
    pieces.flatMap((piece) =>
      bracketLines(
        head,
        piece,
        portions.filter((portion) => isWithin(portion, piece.period)),
        vatOf,
      ),
    );

  return ok([
    ...energy.flatMap(({ period: of, energy: [price] }) =>
      price === undefined
        ? []
        : flatLines(
            { component: 'sales.energy', heading: 'consumption_charge', part: 'sales' },
            { period: of, ...price },
            portions,
            vatOf,
          ),
    ),
    ...offers.value.flatMap((piece) =>
      priceFixedQuota(
        { component: 'sales.fixed', heading: 'fixed_charge', part: 'sales', vat: vat.fixed },
        fixedFeePiece(piece),
      ),
    ),
    ...fixed.value.flatMap((piece) =>
      priceFixedQuota({ component: 'network.fixed', heading: 'fixed_charge', part: 'network', vat: vat.fixed }, piece),
    ),
    ...volume.value.flatMap((piece) =>
      flatLines(
        { component: 'network.consumption', heading: 'consumption_charge', part: 'network' },
        piece,
        portions,
        vatOf,
      ),
    ),
    ...byBracket({ component: 'network.bracket', heading: 'consumption_charge', part: 'network' }, brackets.value),
    ...byBracket({ component: 'excise.gas', heading: 'excise_duty', part: 'tax' }, excise.value),
    ...byBracket({ component: 'excise.regional_surcharge', heading: 'excise_duty', part: 'tax' }, surcharge.value),
  ]);
}

function readVat(book: TariffBook, day: LocalDate): Result<GasVat, PriceMissing> {
  const first = book.priceAt('vat/gas.first', day);
  if (!first.ok) return first;
  const beyond = book.priceAt('vat/gas.beyond', day);
  if (!beyond.ok) return beyond;
  const fixed = book.priceAt('vat/gas.fixed', day);
  if (!fixed.ok) return fixed;
  const threshold = book.priceAt('vat/gas.threshold', day);
  if (!threshold.ok) return threshold;
  return ok({
    first: vatClass(first.value.figure.text),
    beyond: vatClass(beyond.value.figure.text),
    fixed: vatClass(fixed.value.figure.text),
    threshold: BigInt(threshold.value.figure.text),
  });
}

/** A portion that crosses no bracket and no VAT threshold; `yearFrom` is what the year had used before it. */
type GasPortion = Portion & { readonly yearFrom: bigint };

function bracketsOf(version: TariffVersion) {
  assert(version.figure.kind === 'brackets', `${version.code} states brackets`);
  return version.figure.brackets;
}

/** Days in which no price by bracket changes, with the Smc of the year at which one bracket gives way to the next. */
type BracketPiece = VersionPiece & { readonly limits: readonly bigint[] };
const ascending = (limits: readonly bigint[]): readonly bigint[] =>
  [...new Set(limits)].toSorted((a, b) => (a < b ? -1 : 1));

const bracketPieces = rememberPerPeriod((book, codes, period): Result<readonly BracketPiece[], PriceMissing> => {
  const pieces = versionPieces(book, codes, period);
  if (!pieces.ok) return pieces;
  return ok(
    pieces.value.map((piece) => {
      const limits = piece.versions
        .flat()
        .flatMap((version) => bracketsOf(version).flatMap(({ upTo }) => (upTo === null ? [] : [upTo])));
      return { ...piece, limits: ascending(limits) };
    }),
  );
});

/** Follow the year's running total through the portions, in order of day, and split them where it passes a limit. */
export function splitAtLimits(
  portions: readonly Portion[],
  yearToDate: bigint,
  limits: readonly bigint[],
): readonly GasPortion[] {
  const ordered = ascending(limits);
  const split: GasPortion[] = [];
  let total = yearToDate;
  for (const portion of portions) {
    if (portion.period.from.endsWith('-01-01')) total = 0n;
    const end = total + portion.quantity;
    for (const limit of ordered) {
      if (limit <= total || limit >= end) continue;
      split.push({ ...portion, quantity: limit - total, yearFrom: total });
      total = limit;
    }
    if (end > total) split.push({ ...portion, quantity: end - total, yearFrom: total });
    total = end;
  }
  return split;
}

const sumOf = (portions: readonly GasPortion[]): Decimal =>
  integer(portions.reduce((total, { quantity }) => total + quantity, 0n));

/** One line per VAT rate for a price that does not depend on the quantity. */
function flatLines(
  head: Omit<LineHead, 'vat'>,
  piece: { readonly period: Period; readonly price: Decimal; readonly prices: readonly TracePrice[] },
  portions: readonly GasPortion[],
  vatOf: (portion: GasPortion) => VatClass,
): readonly RatedLine[] {
  const inside = portions.filter((portion) => isWithin(portion, piece.period));
  return [...groupBy(inside, vatOf)].map(([vat, used]) =>
    priceLine({ ...head, vat }, 'Smc', spanOf(used, piece.period), {
      quantity: sumOf(used),
      unitPrice: piece.price,
      trace: { prices: piece.prices, consumption: traceConsumption(used) },
    }),
  );
}

/** One line per bracket of each calendar year: the prices of the codes are summed. A bracket that costs nothing has no line. */
function bracketLines(
  head: Omit<LineHead, 'vat'>,
  { period, versions, limits }: BracketPiece,
  portions: readonly GasPortion[],
  vatOf: (portion: GasPortion) => VatClass,
): readonly RatedLine[] {
  const lowerLimit = (at: bigint): bigint => limits.findLast((limit) => limit <= at) ?? 0n;
  const groups = groupBy(
    portions,
    (portion) => `${portion.period.from.slice(0, 4)}|${lowerLimit(portion.yearFrom)}|${vatOf(portion)}`,
  );
  return [...groups.values()].flatMap((used) => {
    const first = used[0];
    assert(first !== undefined, 'a group has a portion');
    let price = ZERO;
    const prices: TracePrice[] = [];
    for (const ofCode of versions) {
      for (const [index, version] of ofCode.entries()) {
        const bracket = bracketsOf(version).find(({ upTo }) => upTo === null || first.yearFrom < upTo);
        assert(bracket !== undefined, 'the last bracket has no end');
        if (index === 0) price = add(price, bracket.price);
        prices.push({ ref: version.ref, value: bracket.text, unit: version.unit });
      }
    }
    if (price.units === 0n) return [];
    const upper = limits.find((limit) => limit > first.yearFrom);
    const facts = {
      bracketFrom: `${lowerLimit(first.yearFrom)}`,
      ...(upper === undefined ? {} : { bracketTo: `${upper}` }),
      yearToDate: `${first.yearFrom}`,
    };
    return [
      priceLine({ ...head, vat: vatOf(first) }, 'Smc', spanOf(used, period), {
        quantity: sumOf(used),
        unitPrice: price,
        trace: { prices, consumption: traceConsumption(used), facts },
      }),
    ];
  });
}

/** The days of the portions, which are in order. */
const spanOf = (portions: readonly GasPortion[], fallback: Period): Period => ({
  from: portions[0]?.period.from ?? fallback.from,
  toExclusive: portions.at(-1)?.period.toExclusive ?? fallback.toExclusive,
});
