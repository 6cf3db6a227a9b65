import type { LocalDate, Period } from '@sportello/kernel/calendar';
import type { ConsumptionSlice } from '../../metering/domain/consumption.js';
import type { GasArea, GasTerritory } from '../../tariffs/domain/gas-territory.js';
import type { OfferTerms } from '../../tariffs/domain/offer-terms.js';
import type { PriceMissing, TariffBook } from '../../tariffs/domain/tariff-book.js';

/** What the price of a household electricity supply depends on. They hold for the whole period: rate in parts when they change. */
export type ElectricitySupplyFacts = {
  readonly commodity: 'electricity';
  readonly resident: boolean;
  /** Committed power (potenza impegnata), kW as decimal text: `3`, `4.5`. */
  readonly committedPowerKw: string;
  /** Residents pay the TV licence fee with the bill unless the tax agency says otherwise. */
  readonly paysTvLicenceFee: boolean;
};

/** What the price of a household gas supply depends on. */
export type GasSupplyFacts = {
  readonly commodity: 'gas';
  readonly area: GasArea;
  /** `cc1` up to G6, `cc2` G10 to G40, `cc3` above. */
  readonly meterClass: 'cc1' | 'cc2' | 'cc3';
  /** Key of excise and regional surcharge. */
  readonly territory: GasTerritory;
};

export type RatingInput = {
  readonly supply: ElectricitySupplyFacts | GasSupplyFacts;
  readonly period: Period;
  /** kWh or Smc covering the period: `F0`, or `F1` `F2` `F3`, or `gas`. */
  readonly consumption: readonly ConsumptionSlice[];
  /** Versions of the agreed terms that together cover the period without overlap. */
  readonly offerVersions: readonly OfferTerms[];
  /** Whole Smc used from 1 January of the year of `period.from` to its start; counted from 0 on each 1 January. 0n for electricity. */
  readonly yearToDateSmc: bigint;
  readonly book: TariffBook;
};

/** Why a period cannot be rated, in order of precedence. */
export type RatingRefusal =
  | { readonly code: 'rating.consumption_missing'; readonly day: LocalDate }
  | { readonly code: 'rating.consumption_overlaps'; readonly day: LocalDate }
  | { readonly code: 'rating.consumption_negative'; readonly from: LocalDate; readonly quantity: string }
  | { readonly code: 'rating.offer_missing'; readonly day: LocalDate }
  | { readonly code: 'rating.offers_overlap'; readonly day: LocalDate; readonly offerCode: string }
  | { readonly code: 'rating.band_consumption_missing'; readonly day: LocalDate; readonly offerCode: string }
  | PriceMissing;
