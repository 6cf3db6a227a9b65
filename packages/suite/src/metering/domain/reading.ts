import type { LocalDate } from '@sportello/kernel/calendar';

/**
 * A dial of a meter. Electricity in kWh: `A0` one total, `A1` `A2` `A3` per time band. Gas: `M` raw m³ of the
 * meter, `C` Smc of the volume corrector.
 */
export type Register = 'A0' | 'A1' | 'A2' | 'A3' | 'M' | 'C';

/** Register values as exact decimal text, only those the meter has. */
export type RegisterValues = { readonly [R in Register]?: string };

/**
 * How a reading (lettura) came about: `collected` by the distributor (rilevata), `self_reported` by the customer
 * (autolettura), `estimated` by the distributor (stimata). Our own estimates are never stored as readings.
 */
export type ReadingKind = 'collected' | 'self_reported' | 'estimated';

/** The registers of one meter at the END of civil day `readOn` (24:00 in Rome). Never updated once accepted. */
export type Reading = {
  readonly readingId: string;
  readonly meterId: string;
  readonly readOn: LocalDate;
  readonly kind: ReadingKind;
  readonly registers: RegisterValues;
};

/** A meter (misuratore) installed at a supply point in `[installedFrom, removedFrom)`. */
export type Meter = {
  readonly meterId: string;
  readonly serialNumber: string;
  readonly installedFrom: LocalDate;
  readonly removedFrom: LocalDate | null;
  /** Digits before the decimal mark: the dial passes zero at 10^digits. */
  readonly digits: number;
  readonly correctorDigits: number | null;
  readonly hasCorrector: boolean;
  /** Energy = register difference × multiplier (Ka). Decimal text, '1' for most. */
  readonly multiplier: string;
  /** Coefficient C, m³ → Smc, decimal text; null for electricity. Not applied when a corrector is installed. */
  readonly conversionCoefficient: string | null;
};
