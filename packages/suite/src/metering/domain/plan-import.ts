import { addDays, daysBetween, type LocalDate, type Period } from '@sportello/kernel/calendar';
import { compare, decimal } from '@sportello/kernel/decimal';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { detectRollover } from './detect-rollover.js';
import type {
  Commodity,
  CurveDay,
  CurveRecord,
  FlowHeader,
  FlowRecord,
  MeterChangeRecord,
  MeterFacts,
  ReadingRecord,
  RectificationRecord,
} from './formats/flow-record.js';
import type { Meter, Reading, ReadingKind, Register, RegisterValues } from './reading.js';

/** What is known of a supply point when a file arrives. */
export type KnownPoint = {
  readonly supplyPointId: string;
  readonly commodity: Commodity;
  readonly meters: readonly Meter[];
  /** Periods in which this company supplies the point. */
  readonly supplies: readonly Period[];
  /** Valid readings of these meters (not the superseded ones), at least those around the days of the file. */
  readonly readings: readonly Reading[];
  /** Days of which a load curve is stored, with its values: to tell a repetition from a contradiction. */
  readonly curves: readonly CurveDay[];
  /** Whole kWh or Smc a year, the measure of what is plausible; null when unknown. */
  readonly annualConsumption: number | null;
};

export type ImportSnapshot = {
  /** VAT numbers of the company that imports. */
  readonly companyVatNumbers: readonly string[];
  readonly points: ReadonlyMap<string, KnownPoint>;
};

/** Why a record needs a person. The facts fill the sentence of the code. */
export type WorklistReason =
  | 'metering.unknown_point'
  | 'metering.wrong_commodity'
  | 'metering.no_supply_on_date'
  | 'metering.no_meter_on_date'
  | 'metering.serial_mismatch'
  | 'metering.corrector_mismatch'
  | 'metering.coefficient_mismatch'
  | 'metering.multiplier_mismatch'
  | 'metering.too_many_digits_in_flow'
  | 'metering.not_validated'
  | 'metering.lower_than_previous'
  | 'metering.date_before_last'
  | 'metering.implausible'
  | 'metering.different_value_same_day'
  | 'metering.self_reading_flow_conflict'
  | 'metering.rectification_without_original'
  | 'metering.curve_conflict'
  | 'metering.consumption_only'
  | 'metering.not_read';

type NewReading = Pick<Reading, 'meterId' | 'readOn' | 'kind' | 'registers'>;

type Place = { readonly pointCode: string; readonly line: number };

/** One thing to do, none done yet. `already_known` does nothing: the same file twice changes nothing. */
export type ImportAction = Place &
  (
    | { readonly kind: 'already_known' }
    | { readonly kind: 'insert_reading'; readonly supplyPointId: string; readonly reading: NewReading }
    | {
        readonly kind: 'replace_reading';
        readonly supplyPointId: string;
        /** The reading that stops being valid; it is kept, marked as superseded. */
        readonly supersededReadingId: string;
        /** Null: taken away without another. */
        readonly reading: NewReading | null;
      }
    | {
        readonly kind: 'store_curve';
        readonly supplyPointId: string;
        readonly readingKind: CurveRecord['readingKind'];
        readonly days: readonly CurveDay[];
        /** A rectification takes the place of the days already stored. */
        readonly replaces: boolean;
      }
    | {
        readonly kind: 'change_meter';
        readonly supplyPointId: string;
        readonly removedMeterId: string;
        /** First day of the new meter, the day after the intervention: readings are of the end of a day. */
        readonly changeFrom: LocalDate;
        readonly removalReading: Omit<NewReading, 'meterId'>;
        readonly installed: Omit<Meter, 'meterId'>;
        readonly installationReading: Omit<NewReading, 'meterId'>;
      }
    | {
        readonly kind: 'worklist';
        readonly code: WorklistReason;
        readonly facts: Readonly<Record<string, string>>;
        readonly record: FlowRecord;
      }
  );

export type ImportRefusal = {
  readonly code: 'metering.other_company';
  readonly recipientVatNumber: string;
};

const PRIORITY: Readonly<Record<ReadingKind, number>> = { collected: 0, self_reported: 1, estimated: 2 };
/** Over this many times the yearly average a day, and over the grace, a use is looked at by a person. */
const IMPLAUSIBLE_TIMES = 10;
const IMPLAUSIBLE_GRACE_UNITS = 500;

/** A reading inserted by an earlier record of the same file has no identifier yet. */
const NOT_STORED_YET = '';

const serialsOf = (meters: readonly Meter[]): string => meters.map(({ serialNumber }) => serialNumber).join(', ');

const sameRegisters = (a: RegisterValues, b: RegisterValues): boolean => {
  const [names, others] = [Object.keys(a) as Register[], Object.keys(b)];
  return (
    names.length === others.length &&
    names.every(
      (register) => b[register] !== undefined && compare(decimal(a[register] ?? '0'), decimal(b[register])) === 0,
    )
  );
};
const textOf = (registers: RegisterValues): string =>
  Object.entries(registers)
    .map(([register, value]) => `${register} ${value}`)
    .join(', ');

/** The readings and meters of a point while the file is planned: later records see what earlier ones will do. */
class PointState {
  meters: Meter[];
  readings: Reading[];
  readonly curves: Map<LocalDate, readonly number[]>;

  constructor(readonly known: KnownPoint) {
    this.meters = [...known.meters];
    this.readings = [...known.readings];
    this.curves = new Map(known.curves.map(({ day, wattHours }) => [day, wattHours]));
  }

  /**
   * The meters whose readings may be dated at the end of `day`: two on the day of a change, the removed one first.
   */
  metersOn(day: LocalDate): readonly Meter[] {
    const next = addDays(day, 1);
    return this.meters
      .filter(({ installedFrom, removedFrom }) => installedFrom <= next && (removedFrom === null || removedFrom > day))
      .toSorted((a, b) => (a.installedFrom < b.installedFrom ? -1 : 1));
  }

  isSuppliedOn(day: LocalDate): boolean {
    // The reading that opens a supply is of the evening before its first day.
    return this.known.supplies.some(({ from, toExclusive }) => addDays(day, 1) >= from && day < toExclusive);
  }
}

type Item = { readonly code: WorklistReason; readonly facts: Readonly<Record<string, string>> };
const item = (code: WorklistReason, facts: Readonly<Record<string, string>> = {}): Item => ({ code, facts });

/** The meter a record speaks of, or why it cannot be told. */
function meterFor(
  state: PointState,
  day: LocalDate,
  facts: MeterFacts,
  registers: RegisterValues | null,
): Meter | Item {
  if (!state.isSuppliedOn(day)) return item('metering.no_supply_on_date', { readOn: day });
  const candidates = state.metersOn(day);
  const [first] = candidates;
  if (first === undefined) return item('metering.no_meter_on_date', { readOn: day });
  const meter =
    facts.serialNumber === null ? first : candidates.find((each) => each.serialNumber === facts.serialNumber);
  if (meter === undefined) {
    return item('metering.serial_mismatch', {
      serialNumber: facts.serialNumber ?? '',
      installed: serialsOf(candidates),
    });
  }
  if (facts.hasCorrector !== null && facts.hasCorrector !== meter.hasCorrector) {
    return item('metering.corrector_mismatch', { serialNumber: meter.serialNumber, readOn: day });
  }
  if (facts.multiplier !== null && compare(decimal(facts.multiplier), decimal(meter.multiplier)) !== 0) {
    return item('metering.multiplier_mismatch', { inFlow: facts.multiplier, known: meter.multiplier });
  }
  const known = meter.conversionCoefficient;
  const usesCoefficient = !meter.hasCorrector && known !== null && facts.conversionCoefficient !== null;
  if (usesCoefficient && compare(decimal(facts.conversionCoefficient ?? '1'), decimal(known)) !== 0) {
    return item('metering.coefficient_mismatch', { inFlow: facts.conversionCoefficient ?? '', known });
  }
  for (const [register, value] of Object.entries(registers ?? {})) {
    const digits = register === 'C' ? (meter.correctorDigits ?? 10) : meter.digits;
    if (compare(decimal(value), { units: 10n ** BigInt(digits), scale: 0 }) < 0) continue;
    return item('metering.too_many_digits_in_flow', { register, value, digits: String(digits) });
  }
  return meter;
}

const isItem = (value: Meter | Item): value is Item => 'code' in value;

const unitsOf = (value: string): number => Number(value.split('.')[0]);

/** Use between two readings in whole units, null when a dial ran backwards. Registers missing on a side are skipped. */
function usedBetween(
  earlier: Pick<Reading, 'readOn' | 'registers'>,
  later: Pick<Reading, 'readOn' | 'registers'>,
  meter: Meter,
  annualConsumption: number | null,
): { readonly backwards: Register } | { readonly units: number } {
  const expectedUse =
    annualConsumption === null
      ? null
      : Math.round((annualConsumption * daysBetween(earlier.readOn, later.readOn)) / 365);
  let units = 0;
  for (const [name, value] of Object.entries(later.registers)) {
    const register = name as Register;
    const before = earlier.registers[register];
    if (before === undefined) continue;
    let used = unitsOf(value) - unitsOf(before);
    if (compare(decimal(value), decimal(before)) < 0) {
      const digits = register === 'C' ? (meter.correctorDigits ?? meter.digits) : meter.digits;
      const throughZero = detectRollover({
        previous: unitsOf(before),
        current: unitsOf(value),
        dialRange: 10 ** digits,
        expectedUse,
      });
      if (throughZero === null) return { backwards: register };
      used = throughZero;
    }
    // The meter beside a corrector counts the same gas once more.
    if (register !== 'M' || !meter.hasCorrector) units += used;
  }
  return { units };
}

/** Whether the new reading goes on from the actual ones around it. Estimates do not bind: a real reading replaces them. */
function checkNeighbours(state: PointState, meter: Meter, reading: NewReading, ignoredId: string | null): Item | null {
  const sameSerial = new Set(
    state.meters.filter(({ serialNumber }) => serialNumber === meter.serialNumber).map(({ meterId }) => meterId),
  );
  const actual = state.readings
    .filter((each) => sameSerial.has(each.meterId) && each.kind !== 'estimated' && each.readingId !== ignoredId)
    .toSorted((a, b) => (a.readOn < b.readOn ? -1 : 1));
  const previous = actual.findLast(({ readOn }) => readOn < reading.readOn);
  const next = actual.find(({ readOn }) => readOn > reading.readOn);
  const { annualConsumption } = state.known;
  if (previous !== undefined) {
    const use = usedBetween(previous, reading, meter, annualConsumption);
    const facts = {
      readOn: reading.readOn,
      registers: textOf(reading.registers),
      previousReadOn: previous.readOn,
      previousRegisters: textOf(previous.registers),
    };
    if ('backwards' in use) return item('metering.lower_than_previous', { ...facts, register: use.backwards });
    const days = daysBetween(previous.readOn, reading.readOn);
    const limit = annualConsumption === null ? null : (annualConsumption * days * IMPLAUSIBLE_TIMES) / 365;
    if (limit !== null && use.units > limit + IMPLAUSIBLE_GRACE_UNITS) {
      return item('metering.implausible', { ...facts, usedUnits: String(use.units), days: String(days) });
    }
  }
  if (next !== undefined && 'backwards' in usedBetween(reading, next, meter, annualConsumption)) {
    return item('metering.date_before_last', {
      readOn: reading.readOn,
      registers: textOf(reading.registers),
      lastReadOn: next.readOn,
      lastRegisters: textOf(next.registers),
    });
  }
  return null;
}

type Decided =
  | Item
  | { readonly kind: 'already_known' }
  | { readonly kind: 'insert_reading'; readonly reading: NewReading }
  | { readonly kind: 'replace_reading'; readonly supersededReadingId: string; readonly reading: NewReading | null }
  | {
      readonly kind: 'store_curve';
      readonly readingKind: CurveRecord['readingKind'];
      readonly days: readonly CurveDay[];
      readonly replaces: boolean;
    }
  | Omit<Extract<ImportAction, { kind: 'change_meter' }>, 'pointCode' | 'line' | 'supplyPointId'>;

const ALREADY_KNOWN = { kind: 'already_known' } as const;

function planReading(state: PointState, record: ReadingRecord): Decided {
  if (!record.isValidated) return item('metering.not_validated', { readOn: record.readOn });
  const meter = meterFor(state, record.readOn, record.meter, record.registers);
  if (isItem(meter)) return meter;
  const reading: NewReading = {
    meterId: meter.meterId,
    readOn: record.readOn,
    kind: record.readingKind,
    registers: record.registers,
  };
  const sameDay = state.readings.filter(({ meterId, readOn }) => meterId === meter.meterId && readOn === record.readOn);
  const known = sameDay.find(
    ({ kind, registers }) => PRIORITY[kind] <= PRIORITY[reading.kind] && sameRegisters(registers, reading.registers),
  );
  if (known !== undefined) return ALREADY_KNOWN;
  const contradicted = sameDay.find(({ kind }) => kind === reading.kind);
  if (contradicted !== undefined) {
    const code =
      reading.kind === 'self_reported' ? 'metering.self_reading_flow_conflict' : 'metering.different_value_same_day';
    return item(code, {
      readOn: record.readOn,
      registers: textOf(reading.registers),
      knownRegisters: textOf(contradicted.registers),
    });
  }
  const problem = reading.kind === 'estimated' ? null : checkNeighbours(state, meter, reading, null);
  if (problem !== null) return problem;
  state.readings.push({ ...reading, readingId: NOT_STORED_YET });
  return { kind: 'insert_reading', reading };
}

function planRectification(state: PointState, record: RectificationRecord): Decided {
  const { corrected, readOn } = record;
  const meter = meterFor(state, readOn, record.meter, corrected?.registers ?? null);
  if (isItem(meter)) return meter;
  const sameDay = state.readings.filter((each) => each.meterId === meter.meterId && each.readOn === readOn);
  if (corrected !== null) {
    const isThere = sameDay.some(
      ({ kind, registers }) => kind === corrected.readingKind && sameRegisters(registers, corrected.registers),
    );
    if (isThere) return ALREADY_KNOWN;
  }
  // What the distributor corrects is its own reading, not the customer's.
  const original = sameDay
    .filter(({ kind }) => kind !== 'self_reported')
    .toSorted((a, b) => PRIORITY[a.kind] - PRIORITY[b.kind])[0];
  if (original === undefined || original.readingId === NOT_STORED_YET) {
    return item('metering.rectification_without_original', { readOn });
  }
  const reading: NewReading | null =
    corrected === null
      ? null
      : { meterId: meter.meterId, readOn, kind: corrected.readingKind, registers: corrected.registers };
  if (reading !== null && reading.kind !== 'estimated') {
    const problem = checkNeighbours(state, meter, reading, original.readingId);
    if (problem !== null) return problem;
  }
  state.readings = state.readings.filter(({ readingId }) => readingId !== original.readingId);
  if (reading !== null) state.readings.push({ ...reading, readingId: NOT_STORED_YET });
  return { kind: 'replace_reading', supersededReadingId: original.readingId, reading };
}

function planCurve(state: PointState, record: CurveRecord): Decided {
  if (!record.isValidated) return item('metering.not_validated', { readOn: `${record.month}-01` });
  const unsupplied = record.days.find(({ day }) => !state.isSuppliedOn(addDays(day, -1)) || !state.isSuppliedOn(day));
  if (unsupplied !== undefined) return item('metering.no_supply_on_date', { readOn: unsupplied.day });
  const sameValues = (a: readonly number[], b: readonly number[]) =>
    a.length === b.length && a.every((value, index) => value === b[index]);
  const changed = record.days.filter(({ day, wattHours }) => {
    const stored = state.curves.get(day);
    return stored === undefined || !sameValues(stored, wattHours);
  });
  if (changed.length === 0) return ALREADY_KNOWN;
  const contradicted = changed.find(({ day }) => state.curves.has(day));
  if (contradicted !== undefined && !record.isRectification) {
    return item('metering.curve_conflict', { readOn: contradicted.day });
  }
  if (record.isRectification && changed.some(({ day }) => !state.curves.has(day))) {
    return item('metering.rectification_without_original', { readOn: changed[0]?.day ?? '' });
  }
  for (const { day, wattHours } of changed) state.curves.set(day, wattHours);
  return { kind: 'store_curve', readingKind: record.readingKind, days: changed, replaces: record.isRectification };
}

function planMeterChange(state: PointState, record: MeterChangeRecord): Decided {
  const { changedOn, removed, installed } = record;
  if (!state.isSuppliedOn(changedOn)) return item('metering.no_supply_on_date', { readOn: changedOn });
  const changeFrom = addDays(changedOn, 1);
  const isDone = state.meters.some(
    ({ serialNumber, installedFrom }) => serialNumber === installed.serialNumber && installedFrom === changeFrom,
  );
  if (isDone) return ALREADY_KNOWN;
  const [current] = state.metersOn(changedOn);
  if (current === undefined) return item('metering.no_meter_on_date', { readOn: changedOn });
  if (current.serialNumber !== removed.serialNumber || current.removedFrom !== null) {
    return item('metering.serial_mismatch', { serialNumber: removed.serialNumber, installed: current.serialNumber });
  }
  const removalReading = { readOn: changedOn, kind: removed.readingKind, registers: removed.registers };
  const problem = checkNeighbours(state, current, { ...removalReading, meterId: current.meterId }, null);
  if (problem !== null) return problem;
  const later = state.readings.find(({ meterId, readOn }) => meterId === current.meterId && readOn > changedOn);
  if (later !== undefined) {
    return item('metering.date_before_last', {
      readOn: changedOn,
      registers: textOf(removed.registers),
      lastReadOn: later.readOn,
      lastRegisters: textOf(later.registers),
    });
  }
  const hasCorrector = installed.hasCorrector ?? current.hasCorrector;
  const meter: Omit<Meter, 'meterId'> = {
    serialNumber: installed.serialNumber,
    installedFrom: changeFrom,
    removedFrom: null,
    // The flow is silent on the dials: the new meter counts like the old one until a reading says otherwise.
    digits: current.digits,
    correctorDigits: hasCorrector ? (current.correctorDigits ?? 8) : null,
    hasCorrector,
    multiplier: current.multiplier,
    conversionCoefficient: installed.conversionCoefficient ?? current.conversionCoefficient,
  };
  const installationReading = { readOn: changedOn, kind: installed.readingKind, registers: installed.registers };
  state.meters = state.meters.map((each) => (each === current ? { ...each, removedFrom: changeFrom } : each));
  return {
    kind: 'change_meter',
    removedMeterId: current.meterId,
    changeFrom,
    removalReading,
    installed: meter,
    installationReading,
  };
}

function planRecord(state: PointState, record: FlowRecord): Decided {
  switch (record.kind) {
    case 'reading':
      return planReading(state, record);
    case 'rectification':
      return planRectification(state, record);
    case 'curve':
      return planCurve(state, record);
    case 'meter_change':
      return planMeterChange(state, record);
    case 'set_aside':
      return item(record.reason === 'not_read' ? 'metering.not_read' : 'metering.consumption_only');
  }
}

/**
 * Plan what a measurement flow changes: one action per record, in the order of the file.
 *
 * Pure; nothing is done yet. Records that contradict what is known go to the worklist with the reason, the others
 * go on. Planning a file again after its actions are stored gives only `already_known` and the same worklist. An
 * earlier-dated reading that fits between its neighbours is inserted: the order in which files arrive does not matter.
 *
 * @returns the plan, or the refusal of the whole file when it is for another company
 */
export function planImport(
  header: FlowHeader,
  records: readonly FlowRecord[],
  snapshot: ImportSnapshot,
): Result<readonly ImportAction[], ImportRefusal> {
  const { recipientVatNumber } = header;
  if (!snapshot.companyVatNumbers.includes(recipientVatNumber)) {
    return refuse({ code: 'metering.other_company', recipientVatNumber });
  }
  const states = new Map<string, PointState>();
  return ok(
    records.map((record): ImportAction => {
      const { pointCode, line } = record;
      const known = snapshot.points.get(pointCode);
      if (known === undefined) {
        return { pointCode, line, kind: 'worklist', ...item('metering.unknown_point', { pointCode }), record };
      }
      if (known.commodity !== record.commodity) {
        return { pointCode, line, kind: 'worklist', ...item('metering.wrong_commodity', { pointCode }), record };
      }
      const state = states.get(pointCode) ?? new PointState(known);
      states.set(pointCode, state);
      const decided = planRecord(state, record);
      if ('code' in decided) return { pointCode, line, kind: 'worklist', ...decided, record };
      if (decided.kind === 'already_known') return { pointCode, line, ...decided };
      return { pointCode, line, supplyPointId: known.supplyPointId, ...decided };
    }),
  );
}
