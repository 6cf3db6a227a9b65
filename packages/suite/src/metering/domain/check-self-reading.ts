import { daysBetween, type LocalDate } from '@sportello/kernel/calendar';
import { assert, ok, type Result, refuse } from '@sportello/kernel/result';
import { detectRollover } from './detect-rollover.js';
import type { Register, RegisterValues } from './reading.js';

/** What the customer reads on the dials, in whole register units without the red decimals (gas m³, power kWh). */
export type SelfReading = {
  readonly readOn: LocalDate;
  readonly dials: { readonly [R in Register]?: number };
  /** The customer declares that a dial has passed zero. */
  readonly rolledOver: boolean;
};

/** When self-readings count for the next bill (finestra di autolettura), both days included. */
export type ReadingWindow = { readonly opensOn: LocalDate; readonly closesOn: LocalDate };

/** Company parameters. */
export type SelfReadingParameters = {
  /** A reading equal to the previous one: ask "zero consumption?", or refuse. */
  readonly zeroConsumption: 'confirm' | 'refuse';
  /** Daily use under or over these percentages of the expected one is asked again. */
  readonly unusualBelowPercent: number;
  readonly unusualAbovePercent: number;
  /** Difference between corrector and meter use that is still usual. */
  readonly correctorTolerancePercent: number;
};
export const defaultSelfReadingParameters: SelfReadingParameters = {
  zeroConsumption: 'confirm',
  unusualBelowPercent: 50,
  unusualAbovePercent: 200,
  correctorTolerancePercent: 5,
};

export type SelfReadingContext = {
  readonly today: LocalDate;
  /** Null: always open. */
  readonly window: ReadingWindow | null;
  readonly meter: {
    /** The dials that must be read: `A0`, or `A1` `A2` `A3`, or `M`; with a corrector also `C`. */
    readonly registers: readonly Register[];
    readonly digits: number;
    readonly correctorDigits: number | null;
    /** The distributor reads it by itself, the customer's reading would not count. */
    readonly isReadRemotely: boolean;
    /** Smc that one m³ of the meter usually is on the corrector, in millionths; null when not known. */
    readonly usualCorrectorRatioMillionths: number | null;
  };
  /**
   * Last accepted reading of this meter, never an estimate and never the self-reading that this one replaces; null
   * if the meter is new.
   */
  readonly previous: Pick<SelfReading, 'readOn' | 'dials'> | null;
  /** Day of a self-reading already accepted in this window, which this one would replace. */
  readonly alreadyGivenOn: LocalDate | null;
  /** Yearly use in units of the dials that are billed (the corrector when there is one); null when unknown. */
  readonly expectedAnnualUnits: number | null;
  readonly parameters: SelfReadingParameters;
};

/** Why a self-reading is refused, in order of precedence: the first that applies is returned. */
export type SelfReadingRefusal =
  | { readonly code: 'metering.remote_read_meter' }
  | { readonly code: 'metering.reading_in_future'; readonly today: LocalDate }
  | ({ readonly code: 'metering.outside_window' } & ReadingWindow)
  | { readonly code: 'metering.unexpected_register'; readonly register: Register }
  | { readonly code: 'metering.register_missing'; readonly register: Register }
  | { readonly code: 'metering.corrector_reading_missing' }
  | { readonly code: 'metering.too_many_digits'; readonly register: Register; readonly digits: number }
  | { readonly code: 'metering.date_not_after_previous'; readonly previousReadOn: LocalDate }
  | {
      readonly code: 'metering.not_greater_than_previous';
      readonly register: Register;
      readonly previousUnits: number;
      /** The two gas dials look exchanged: each fits the previous value of the other. */
      readonly looksSwapped: boolean;
    };

/** What the customer must confirm before an unusual reading counts. Not a refusal: it may well be true. */
export type Confirmation =
  | { readonly code: 'metering.duplicate_in_window'; readonly alreadyGivenOn: LocalDate }
  | { readonly code: 'metering.zero_consumption'; readonly previousReadOn: LocalDate }
  | { readonly code: 'metering.unusual_consumption'; readonly usedUnits: number; readonly expectedUnits: number }
  | { readonly code: 'metering.corrector_ratio'; readonly meterUnits: number; readonly correctorUnits: number };

export type AcceptedSelfReading = {
  readonly readOn: LocalDate;
  readonly registers: RegisterValues;
  readonly rolledOver: readonly Register[];
};

type Decision = { readonly accepted: AcceptedSelfReading; readonly confirmations: readonly Confirmation[] };

/**
 * Decide whether a customer's self-reading (autolettura) may be used for billing, and what the customer should
 * confirm first.
 *
 * Pure; runs in the browser while the customer types and again in the use case, which refuses what is not
 * confirmed. A dial that has passed zero looks smaller than before: it is accepted only when the customer says so
 * and `detectRollover` finds it plausible.
 *
 * @source  USER brochure, "Autolettura": value and date must both exceed the previous ones; with a volume corrector
 *          the reading of the corrector is entered too. An equal value is accepted after the customer confirms zero
 *          consumption (architecture, §18), or refused by company parameter.
 */
export function checkSelfReading(
  candidate: SelfReading,
  context: SelfReadingContext,
): Result<Decision, SelfReadingRefusal> {
  const { today, window, meter, previous, parameters } = context;
  const { dials, readOn } = candidate;
  for (const units of Object.values(dials)) {
    assert(Number.isSafeInteger(units) && units >= 0, 'dial values are whole numbers and not negative');
  }

  if (meter.isReadRemotely) return refuse({ code: 'metering.remote_read_meter' });
  if (readOn > today) return refuse({ code: 'metering.reading_in_future', today });
  if (window !== null && (today < window.opensOn || today > window.closesOn || readOn < window.opensOn)) {
    return refuse({ code: 'metering.outside_window', ...window });
  }
  const unexpected = (Object.keys(dials) as Register[]).find((register) => !meter.registers.includes(register));
  if (unexpected !== undefined) return refuse({ code: 'metering.unexpected_register', register: unexpected });
  for (const register of meter.registers) {
    if (dials[register] !== undefined) continue;
    if (register === 'C') return refuse({ code: 'metering.corrector_reading_missing' });
    return refuse({ code: 'metering.register_missing', register });
  }
  const digitsOf = (register: Register) => (register === 'C' ? (meter.correctorDigits ?? meter.digits) : meter.digits);
  for (const register of meter.registers) {
    if ((dials[register] ?? 0) < 10 ** digitsOf(register)) continue;
    return refuse({ code: 'metering.too_many_digits', register, digits: digitsOf(register) });
  }

  const accepted = (rolledOver: readonly Register[]): AcceptedSelfReading => ({
    readOn,
    registers: Object.fromEntries(meter.registers.map((register) => [register, String(dials[register])])),
    rolledOver,
  });
  const confirmations: Confirmation[] = [];
  if (context.alreadyGivenOn !== null) {
    confirmations.push({ code: 'metering.duplicate_in_window', alreadyGivenOn: context.alreadyGivenOn });
  }
  if (previous === null) return ok({ accepted: accepted([]), confirmations });
  if (readOn <= previous.readOn) {
    return refuse({ code: 'metering.date_not_after_previous', previousReadOn: previous.readOn });
  }

  const days = daysBetween(previous.readOn, readOn);
  const expectedUse =
    context.expectedAnnualUnits === null ? null : Math.round((context.expectedAnnualUnits * days) / 365);
  const used = new Map<Register, number>();
  const rolledOver: Register[] = [];
  for (const register of meter.registers) {
    const [units, previousUnits] = [dials[register] ?? 0, previous.dials[register]];
    if (previousUnits === undefined) continue;
    if (units >= previousUnits) {
      used.set(register, units - previousUnits);
      continue;
    }
    const throughZero = candidate.rolledOver
      ? detectRollover({
          previous: previousUnits,
          current: units,
          dialRange: 10 ** digitsOf(register),
          expectedUse,
        })
      : null;
    if (throughZero === null) {
      const looksSwapped = areSwapped(dials, previous.dials);
      return refuse({ code: 'metering.not_greater_than_previous', register, previousUnits, looksSwapped });
    }
    used.set(register, throughZero);
    rolledOver.push(register);
  }

  // A corrector is what is billed: the meter beside it only shows that the two agree.
  const billed = meter.registers.includes('C') ? (['C'] as const) : meter.registers;
  const billedRegister = billed.find((register) => used.has(register));
  if (billedRegister === undefined) return ok({ accepted: accepted(rolledOver), confirmations });
  const usedUnits = billed.reduce((total, register) => total + (used.get(register) ?? 0), 0);

  if (usedUnits === 0) {
    if (parameters.zeroConsumption === 'refuse') {
      const previousUnits = previous.dials[billedRegister] ?? 0;
      return refuse({
        code: 'metering.not_greater_than_previous',
        register: billedRegister,
        previousUnits,
        looksSwapped: false,
      });
    }
    confirmations.push({ code: 'metering.zero_consumption', previousReadOn: previous.readOn });
  } else if (expectedUse !== null) {
    const isUnusual =
      usedUnits * 100 < expectedUse * parameters.unusualBelowPercent ||
      usedUnits * 100 > expectedUse * parameters.unusualAbovePercent;
    if (isUnusual) confirmations.push({ code: 'metering.unusual_consumption', usedUnits, expectedUnits: expectedUse });
  }

  const [meterUnits, correctorUnits] = [used.get('M'), used.get('C')];
  const usual = meter.usualCorrectorRatioMillionths;
  if (meterUnits !== undefined && correctorUnits !== undefined && usual !== null) {
    const gap = Math.abs(correctorUnits * 1_000_000 - meterUnits * usual);
    // One unit of grace: whole dials hide up to one unit on either side of a small use.
    if ((gap - usual) * 100 > meterUnits * usual * parameters.correctorTolerancePercent) {
      confirmations.push({ code: 'metering.corrector_ratio', meterUnits, correctorUnits });
    }
  }
  return ok({ accepted: accepted(rolledOver), confirmations });
}

type GasDials = { readonly M?: number; readonly C?: number };

/** Meter and corrector typed into each other's field: exchanged they would both go on from the previous values. */
function areSwapped(now: GasDials, before: GasDials): boolean {
  if (now.M === undefined || now.C === undefined || before.M === undefined || before.C === undefined) return false;
  return now.M >= before.C && now.C >= before.M;
}
