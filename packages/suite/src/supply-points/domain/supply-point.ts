import type { LocalDate } from '@sportello/kernel/calendar';

export type Commodity = 'electricity' | 'gas';

/** How a point is measured: one total, three time bands, load curves (trattamento orario), or gas. */
export type PointMeasureMode = 'single' | 'bands' | 'hourly' | 'gas';

/** A delivery point (POD or PDR). It outlives contracts and meters. */
export type SupplyPoint = {
  readonly supplyPointId: string;
  readonly commodity: Commodity;
  /** POD of 14 characters or PDR of 14 digits. */
  readonly code: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  readonly distributorName: string;
  readonly distributorVatNumber: string | null;
  readonly measureMode: PointMeasureMode;
  /** A remotely read meter (telelettura) needs no self-reading. */
  readonly remoteRead: boolean;
  /** kW, decimal text; electricity only. */
  readonly availablePowerKw: string | null;
  /** Tariff area 1–6 and a key of `GAS_TERRITORIES`; gas only. */
  readonly gasArea: string | null;
  readonly gasTerritory: string | null;
  /** Withdrawal profile as in `tariffs/gas/withdrawal-profiles.yaml` without prefix: `c1-e`, `c2`, `t1`. */
  readonly gasProfile: string | null;
  readonly remiCode: string | null;
  /** kWh or Smc a year declared by the distributor, decimal text. */
  readonly annualConsumption: string;
  readonly version: number;
};

/** A meter with its place and its days `[installedFrom, removedFrom)`. Quantities are decimal text. */
export type InstalledMeter = {
  readonly meterId: string;
  readonly supplyPointId: string;
  readonly serialNumber: string;
  /** Gas class `G4`…; empty for electricity. */
  readonly meterClass: string;
  /** Digits before the decimal mark. */
  readonly digits: number;
  /** Energy = register difference × multiplier. */
  readonly multiplier: string;
  readonly hasCorrector: boolean;
  readonly correctorSerialNumber: string | null;
  readonly correctorDigits: number | null;
  /** Coefficient C, m³ → Smc; null for electricity. */
  readonly conversionCoefficient: string | null;
  readonly installedFrom: LocalDate;
  readonly removedFrom: LocalDate | null;
};

/** Serial numbers compare without case, spaces and leading zeros: distributors write the same one in many ways. */
export const foldSerialNumber = (serialNumber: string): string =>
  serialNumber
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
