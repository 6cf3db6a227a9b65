import type { Period } from '@sportello/kernel/calendar';
import type { Decimal } from '@sportello/kernel/decimal';

/** `F0` is electricity not split by time band; `gas` is Smc. */
export type ConsumptionBand = 'F0' | 'F1' | 'F2' | 'F3' | 'gas';

/** `actual`: between two collected readings or from curves; `estimated`: at least one end is an estimate of ours or of the distributor. */
export type ConsumptionOrigin = 'actual' | 'self_reported' | 'estimated';

/**
 * What was used in a period, in kWh or Smc, evenly spread inside it: rating may split it by day.
 * `basis` is the trace shown to people: readings and arithmetic it came from.
 */
export type ConsumptionSlice = {
  readonly period: Period;
  readonly band: ConsumptionBand;
  readonly quantity: Decimal;
  readonly origin: ConsumptionOrigin;
  readonly basis: ConsumptionBasis;
};

export type ConsumptionBasis =
  | {
      readonly kind: 'readings';
      readonly serialNumber: string;
      readonly register: string;
      readonly from: { readonly readOn: string; readonly value: string; readonly kind: string };
      readonly to: { readonly readOn: string; readonly value: string; readonly kind: string };
      readonly rolledOver: boolean;
      /** multiplier (electricity) or coefficient C (gas) applied to the difference. */
      readonly coefficient: string;
    }
  | { readonly kind: 'curve'; readonly quarterHours: number; readonly days: number }
  | {
      readonly kind: 'estimate';
      readonly method: 'last_year' | 'annual_profile';
      readonly annualQuantity: string;
      readonly fromReadOn: string | null;
    };
