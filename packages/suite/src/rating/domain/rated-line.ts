import type { Period } from '@sportello/kernel/calendar';
import type { Cents } from '@sportello/kernel/money';
import type { ConsumptionBasis, ConsumptionOrigin } from '../../metering/domain/consumption.js';

/** Heading of the 2025 bill where a line is summed (del. 315/2024). */
export type LineHeading =
  | 'consumption_charge'
  | 'fixed_charge'
  | 'power_charge'
  | 'excise_duty'
  | 'social_bonus'
  | 'recalculation'
  | 'other_items'
  | 'tv_licence_fee';

/** `sales` = spesa per la vendita, `network` = rete e oneri generali di sistema. */
export type LinePart = 'sales' | 'network' | 'tax' | 'other';

/** VAT of a line: a rate in percent, or the Natura of what is outside VAT. */
export type VatClass = '10' | '22' | '5' | '4' | 'N1' | 'N2.2';

/**
 * One priced line: never spans a price change, rounded once (ADR 0006). `quantity × unitPriceEur` rounded half
 * away from zero to cents is `amount`.
 */
export type RatedLine = {
  /** Stable name of the component, e.g. `sales.energy`, `network.consumption`, `excise.electricity`. */
  readonly component: string;
  readonly heading: LineHeading;
  readonly part: LinePart;
  readonly period: Period;
  /** Decimal text; months, kW·months, kWh, Smc, days as `unit` says. */
  readonly quantity: string;
  readonly unit: 'kWh' | 'Smc' | 'month' | 'day' | 'kW_month' | 'kW_day' | 'piece';
  /** EUR per unit, decimal text with at most 8 decimals. */
  readonly unitPriceEur: string;
  readonly amount: Cents;
  readonly vat: VatClass;
  readonly trace: LineTrace;
};

/** Why this amount: what a person and an auditor need to redo the line by hand. */
export type LineTrace = {
  /** Price versions used: `electricity/network.sigma1@2026-01-01` or `offer:CODE@2026-01-01`, with value and unit as in the source. */
  readonly prices: readonly { readonly ref: string; readonly value: string; readonly unit: string }[];
  readonly consumption?: readonly {
    readonly origin: ConsumptionOrigin;
    readonly quantity: string;
    readonly basis: ConsumptionBasis;
  }[];
  /** Band, bracket or exemption facts, e.g. `{ bracketFrom: '120', bracketTo: '480', yearToDate: '96' }`. */
  readonly facts?: Readonly<Record<string, string>>;
};
