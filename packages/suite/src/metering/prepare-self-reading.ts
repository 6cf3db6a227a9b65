import { firstDayOf, type LocalDate, monthOf } from '@sportello/kernel/calendar';
import { decimal, divide, multiply, round } from '@sportello/kernel/decimal';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import type { Context, CustomerActor } from '../platform/context.js';
import { findMeters, type InstalledMeter } from '../supply-points/index.js';
import {
  defaultSelfReadingParameters,
  type SelfReading,
  type SelfReadingContext,
} from './domain/check-self-reading.js';
import type { Register, RegisterValues } from './domain/reading.js';
import { DEFAULT_WINDOW_RULE, readingWindowOn, type WindowRule } from './domain/reading-window.js';
import { findSelfReadingSupply, type SelfReadingSupply } from './self-reading-supply.pg.js';
import { findReadingsInForce, type StoredReading } from './store.pg.js';

export type SelfReadingPlace = {
  readonly supply: SelfReadingSupply;
  readonly meter: InstalledMeter;
  readonly previous: StoredReading | null;
  /** A self-reading of the same window, which a new one replaces. */
  readonly replaced: StoredReading | null;
  readonly check: SelfReadingContext;
};
export type PlaceRefusal = {
  readonly code: 'metering.not_found' | 'metering.supply_not_active' | 'metering.no_meter_installed';
};

/** Load what `checkSelfReading` needs: for the form, and again when the reading arrives (`lock`). */
export async function prepareSelfReading(
  { db, companyId, company, clock, actor }: Context<CustomerActor>,
  { supplyId, lock }: { readonly supplyId: string; readonly lock: boolean },
): Promise<Result<SelfReadingPlace, PlaceRefusal>> {
  const today = clock.today();
  const supply = await findSelfReadingSupply(db, companyId, { customerId: actor.customerId, supplyId, lock });
  if (supply === null) return refuse({ code: 'metering.not_found' });
  // The closing reading is the distributor's: after the end, and before the start, there is nothing to bill from it.
  if (today < supply.startsOn || (supply.endsOnExclusive !== null && today >= supply.endsOnExclusive)) {
    return refuse({ code: 'metering.supply_not_active' });
  }
  const meters = await findMeters(db, companyId, [supply.supplyPointId]);
  const meter = meters.find(
    ({ installedFrom, removedFrom }) => installedFrom <= today && (removedFrom === null || removedFrom > today),
  );
  if (meter === undefined) return refuse({ code: 'metering.no_meter_installed' });

  const window = readingWindowOn(today, windowRuleOf(company.parameters['metering.self_reading_window']));
  const ofMeter = (await findReadingsInForce(db, companyId, [supply.supplyPointId])).filter(
    ({ meterId }) => meterId === meter.meterId,
  );
  // Without a window, a month is the stretch in which a second self-reading replaces the first.
  const windowFrom = window?.opensOn ?? firstDayOf(monthOf(today));
  const replaced =
    ofMeter.findLast(
      ({ kind, readOn, source }) => kind === 'self_reported' && source === 'portal' && readOn >= windowFrom,
    ) ?? null;
  const actual = ofMeter.filter((reading) => reading.kind !== 'estimated' && reading !== replaced);
  const previous = actual.at(-1) ?? null;

  const check: SelfReadingContext = {
    today,
    window,
    meter: {
      registers: registersOf(supply, meter),
      digits: meter.digits,
      correctorDigits: meter.correctorDigits,
      isReadRemotely: supply.isReadRemotely,
      usualCorrectorRatioMillionths: meter.hasCorrector ? correctorRatio(actual) : null,
    },
    previous: previous === null ? null : { readOn: previous.readOn, dials: wholeUnits(previous.registers) },
    alreadyGivenOn: replaced?.readOn ?? null,
    expectedAnnualUnits: expectedUnits(supply.annualConsumption, meter),
    parameters: {
      ...defaultSelfReadingParameters,
      zeroConsumption: company.parameters['metering.self_reading.equal'] === 'refuse' ? 'refuse' : 'confirm',
    },
  };
  return ok({ supply, meter, previous, replaced, check });
}

/** `metering.self_reading_window`: `{"fromDay": 20, "toDay": 31}`, or null for always; absent is the default. */
function windowRuleOf(parameter: unknown): WindowRule | null {
  if (parameter === null) return null;
  const { fromDay, toDay } = (parameter ?? DEFAULT_WINDOW_RULE) as Partial<WindowRule>;
  return Number.isInteger(fromDay) && Number.isInteger(toDay)
    ? { fromDay: fromDay ?? 1, toDay: toDay ?? 31 }
    : DEFAULT_WINDOW_RULE;
}

function registersOf(
  { commodity, measureMode }: SelfReadingSupply,
  { hasCorrector }: InstalledMeter,
): readonly Register[] {
  if (commodity === 'gas') return hasCorrector ? ['M', 'C'] : ['M'];
  return measureMode === 'single' ? ['A0'] : ['A1', 'A2', 'A3'];
}

/** The customer does not see decimals: the whole units of each dial. */
export const wholeUnits = (registers: RegisterValues): SelfReading['dials'] =>
  Object.fromEntries(Object.entries(registers).map(([register, value]) => [register, Number(value.split('.')[0])]));

/** Smc per m³ between the last two readings that have both dials. */
function correctorRatio(
  readings: readonly { readonly readOn: LocalDate; readonly registers: RegisterValues }[],
): number | null {
  const both = readings.filter(({ registers }) => registers.M !== undefined && registers.C !== undefined).slice(-2);
  const [before, after] = both.map(({ registers }) => wholeUnits(registers));
  const [meter, corrector] = [(after?.M ?? 0) - (before?.M ?? 0), (after?.C ?? 0) - (before?.C ?? 0)];
  return before !== undefined && after !== undefined && meter > 0 && corrector > 0
    ? Math.round((corrector * 1_000_000) / meter)
    : null;
}

/** Yearly use in units of the billed dial: Smc ÷ C where the meter has no corrector, kWh ÷ multiplier. */
function expectedUnits(
  annualConsumption: string,
  { hasCorrector, conversionCoefficient, multiplier }: InstalledMeter,
): number | null {
  const annual = decimal(annualConsumption);
  if (annual.units === 0n) return null;
  if (hasCorrector) return Number(round(annual, 0).units);
  return Number(divide(annual, multiply(decimal(conversionCoefficient ?? '1'), decimal(multiplier)), 0).units);
}
