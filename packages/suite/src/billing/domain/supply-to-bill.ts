import type { LocalDate, Period } from '@sportello/kernel/calendar';
import type { Meter, Reading } from '../../metering/domain/reading.js';
import type { DailyEnergy } from '../../metering/domain/time-bands.js';
import type { OfferTerms } from '../../tariffs/domain/offer-terms.js';

/** Everything one supply's bill depends on, loaded once per lot and then only computed with. */
export type SupplyToBill = {
  readonly supplyId: string;
  readonly customerId: string;
  readonly supplyPointId: string;
  readonly contract: { readonly number: string; readonly signedOn: LocalDate };
  readonly startsOn: LocalDate;
  readonly endsOnExclusive: LocalDate | null;
  readonly commodity: 'electricity' | 'gas';
  readonly committedPowerKw: string | null;
  readonly resident: boolean;
  readonly paysTvLicenceFee: boolean;
  readonly paymentMethod: 'postal_slip' | 'bank_transfer' | 'direct_debit';
  readonly alias: string;
  readonly point: PointToBill;
  readonly offer: OfferTerms;
  readonly meters: readonly MeterToBill[];
  readonly readings: readonly ReadingToBill[];
  readonly curves: readonly DailyEnergy[];
  /** Final bills so far, oldest first. */
  readonly billed: readonly BilledPeriod[];
  /** First day of the earliest final run that left the supply aside; null when none did. */
  readonly parkedFrom: LocalDate | null;
};

export type PointToBill = {
  readonly code: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  readonly distributorName: string;
  readonly measureMode: 'single' | 'bands' | 'hourly' | 'gas';
  readonly availablePowerKw: string | null;
  readonly gasArea: string | null;
  readonly gasTerritory: string | null;
  /** Withdrawal profile, e.g. `c1-e`: the tariff entry `gas/profile.c1-e`. */
  readonly gasProfile: string | null;
  readonly remiCode: string | null;
  /** Whole kWh or Smc a year. */
  readonly annualConsumption: number;
};

export type MeterToBill = Meter & { readonly meterClass: string; readonly correctorSerialNumber: string | null };
/** `acceptedAt` tells which readings came after a bill was computed. */
export type ReadingToBill = Reading & { readonly acceptedAt: string };

export type BilledPeriod = {
  readonly billId: string;
  readonly period: Period;
  /** When its run computed it. */
  readonly computedAt: string;
  /** Last day known by actual readings then; null when there was none. */
  readonly actualUntil: LocalDate | null;
};
