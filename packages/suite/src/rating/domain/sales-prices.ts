import {
  firstDayOf,
  intersect,
  type LocalDate,
  monthsTouching,
  type Period,
  splitAt,
} from '@sportello/kernel/calendar';
import { add, type Decimal, decimal, multiply, ONE, round } from '@sportello/kernel/decimal';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import type { ConsumptionBand } from '../../metering/domain/consumption.js';
import type { OfferTerms } from '../../tariffs/domain/offer-terms.js';
import type { TariffBook } from '../../tariffs/domain/tariff-book.js';
import { UNIT_PRICE_DECIMALS } from './price-line.js';
import type { PricePiece, TracePrice } from './price-pieces.js';
import type { RatingRefusal } from './rating-input.js';

/** Days in which one version of the offer holds. */
export type OfferPiece = { readonly period: Period; readonly offer: OfferTerms };

/** The version of the agreed terms in each part of the period: exactly one per day. */
export function offerPieces(
  versions: readonly OfferTerms[],
  period: Period,
): Result<readonly OfferPiece[], RatingRefusal> {
  const pieces: OfferPiece[] = [];
  let reached = period.from;
  for (const offer of versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    const validity = {
      from: offer.validFrom as LocalDate,
      toExclusive: (offer.validToExclusive ?? '9999-12-31') as LocalDate,
    };
    const inside = intersect(validity, period);
    if (inside === null) continue;
    if (inside.from > reached) return refuse({ code: 'rating.offer_missing', day: reached });
    if (inside.from < reached)
      return refuse({ code: 'rating.offers_overlap', day: inside.from, offerCode: offer.offerCode });
    pieces.push({ period: inside, offer });
    reached = inside.toExclusive;
  }
  return reached < period.toExclusive ? refuse({ code: 'rating.offer_missing', day: reached }) : ok(pieces);
}

const offerPrice = (offer: OfferTerms, value: string, unit: string): TracePrice => ({
  ref: `offer:${offer.offerCode}@${offer.validFrom}`,
  value,
  unit,
});
const unitOf = (offer: OfferTerms): string => (offer.commodity === 'gas' ? 'EUR/Smc' : 'EUR/kWh');

/** The fixed fee of the offer (quota fissa di vendita) as a yearly price. */
export const fixedFeePiece = ({ period, offer }: OfferPiece): PricePiece => ({
  period,
  price: decimal(offer.fixedFeeEurPerYear),
  prices: [offerPrice(offer, offer.fixedFeeEurPerYear, 'EUR/year')],
});

/** Price of the energy in some days: one for all bands (`null`), or one per band. */
export type EnergyPrice = {
  readonly band: ConsumptionBand | null;
  readonly price: Decimal;
  readonly prices: readonly TracePrice[];
};
export type EnergyPiece = { readonly period: Period; readonly energy: readonly EnergyPrice[] };

/**
 * Prices of the energy under one offer version. An indexed price has a piece per calendar month: index × (1 + losses)
 * + spread for electricity (losses on the index only), index + spread for gas.
 * @param bands the bands in which consumption is known: `F0`, the three bands, or `gas`
 */
export function energyPieces(
  book: TariffBook,
  { period, offer }: OfferPiece,
  bands: readonly ConsumptionBand[],
): Result<readonly EnergyPiece[], RatingRefusal> {
  const { price } = offer;
  if (price.kind === 'single') {
    const prices = [offerPrice(offer, price.eurPerUnit, unitOf(offer))];
    return ok([{ period, energy: [{ band: null, price: decimal(price.eurPerUnit), prices }] }]);
  }
  if (price.kind === 'bands') {
    if (bands.includes('F0')) {
      return refuse({ code: 'rating.band_consumption_missing', day: period.from, offerCode: offer.offerCode });
    }
    const energy = (['F1', 'F2', 'F3'] as const).map((band) => {
      const value = price[band.toLowerCase() as 'f1' | 'f2' | 'f3'];
      return { band, price: decimal(value), prices: [offerPrice(offer, value, 'EUR/kWh')] };
    });
    return ok([{ period, energy }]);
  }
  const pieces: EnergyPiece[] = [];
  for (const piece of splitAt(period, monthsTouching(period).map(firstDayOf))) {
    const energy: EnergyPrice[] = [];
    for (const band of bands) {
      const indexed = indexedPrice(book, offer, price, band, piece.from);
      if (!indexed.ok) return indexed;
      energy.push({ band, ...indexed.value });
    }
    pieces.push({ period: piece, energy });
  }
  return ok(pieces);
}

function indexedPrice(
  book: TariffBook,
  offer: OfferTerms,
  { index, spread }: Extract<OfferTerms['price'], { kind: 'indexed' }>,
  band: ConsumptionBand,
  day: LocalDate,
): Result<{ price: Decimal; prices: readonly TracePrice[] }, RatingRefusal> {
  const isByBand = band === 'F1' || band === 'F2' || band === 'F3';
  const quoted = book.priceAt(isByBand ? `index/${index}.${band.toLowerCase()}` : `index/${index}`, day);
  if (!quoted.ok) return quoted;
  const quote = quoted.value;
  const prices: TracePrice[] = [{ ref: quote.ref, value: quote.figure.text, unit: quote.unit }];
  let factor: Decimal = ONE;
  if (offer.commodity === 'electricity') {
    const losses = book.priceAt('electricity/losses.low-voltage', day);
    if (!losses.ok) return losses;
    factor = add(ONE, losses.value.figure.value);
    prices.push({ ref: losses.value.ref, value: losses.value.figure.text, unit: losses.value.unit });
  }
  prices.push(offerPrice(offer, spread, unitOf(offer)));
  return ok({ price: round(add(multiply(quote.figure.value, factor), decimal(spread)), UNIT_PRICE_DECIMALS), prices });
}
