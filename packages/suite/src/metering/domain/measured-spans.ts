import { civilDayOf, fromEpochDay, type LocalDate, toEpochDay } from '@sportello/kernel/calendar';
import { decimal, divideRounded, formatDecimal, round, tenTo } from '@sportello/kernel/decimal';
import { assert } from '@sportello/kernel/result';
import type { ConsumptionBand, ConsumptionBasis, ConsumptionOrigin } from './consumption.js';
import { detectRollover } from './detect-rollover.js';
import type { Meter, Reading, ReadingKind, Register } from './reading.js';
import type { DailyEnergy } from './time-bands.js';

/** How a supply is billed: `single` price, time `bands`, or `gas` in Smc. */
export type MeasureMode = 'single' | 'bands' | 'gas';

/** Whole percentages of a total per band, summing 100. */
export type BandSplit = { readonly F1: number; readonly F2: number; readonly F3: number };

/** What a person should look at in the measures of a supply. `blocking` ones park the bill. */
export type ConsumptionIssue =
  | {
      readonly code: 'metering.negative_difference';
      readonly severity: 'blocking';
      readonly serialNumber: string;
      readonly register: Register;
      readonly previousReadOn: string;
      readonly previousValue: string;
      readonly readOn: string;
      readonly value: string;
    }
  | {
      readonly code: 'metering.reading_without_register' | 'metering.reading_outside_installation';
      readonly severity: 'warning';
      readonly serialNumber: string;
      readonly readOn: string;
    }
  | { readonly code: 'metering.bands_not_read'; readonly severity: 'warning'; readonly serialNumber: string }
  | {
      readonly code: 'metering.gap_between_readings';
      readonly severity: 'warning';
      readonly from: string;
      readonly toExclusive: string;
    }
  | {
      readonly code: 'metering.no_estimate_basis';
      readonly severity: 'blocking';
      readonly from: string;
      readonly toExclusive: string;
    };

/** A stretch `[from, to)` of epoch days whose use is known, with its running total per band. */
export type MeasuredSpan = {
  readonly from: number;
  readonly to: number;
  readonly origin: ConsumptionOrigin;
  /** Days inside where the even spread changes its slope. */
  readonly cuts: readonly number[];
  /**
   * Whole kWh or Smc from `from` up to `day`, a running total rounded once: two pieces of a span always sum to
   * the span, wherever it is cut.
   */
  unitsUntil(bandIndex: number, day: number): number;
  basis(bandIndex: number, from: number, to: number): ConsumptionBasis;
};

export type MeasuredSpans = {
  readonly spans: readonly MeasuredSpan[];
  readonly issues: readonly ConsumptionIssue[];
  /** First epoch days after each measure that was kept: the end of the day of a reading, or of the last of a curve. */
  readonly closings: readonly number[];
  /** The last of them that is not an estimate; null when nothing actual was measured. */
  readonly actualUntil: number | null;
};

export type MeasureInput = {
  readonly mode: MeasureMode;
  readonly meters: readonly Meter[];
  readonly readings: readonly Reading[];
  readonly curves: readonly DailyEnergy[];
  /** Yearly use in whole kWh or Smc, the measure of what is plausible and of estimates; null when unknown. */
  readonly annualConsumption: number | null;
  readonly bandSplit: BandSplit;
};

const BANDS: Readonly<Record<MeasureMode, readonly ConsumptionBand[]>> = {
  single: ['F0'],
  bands: ['F1', 'F2', 'F3'],
  gas: ['gas'],
};
export const bandsOf = (mode: MeasureMode): readonly ConsumptionBand[] => BANDS[mode];

/** A day with more than one reading keeps the best: collected, then self-reported, then estimated (reference 7.4). */
const PRIORITY: Readonly<Record<ReadingKind, number>> = { collected: 0, self_reported: 1, estimated: 2 };

/** One dial position: same serial number, same corrector state, without a hole in its installation. */
type Device = { readonly records: Meter[]; readonly from: number; to: number };

type Closing = { readonly day: number; readonly isActual: boolean };

type DatedReading = { readonly day: number; readonly reading: Reading };
type Boundary = DatedReading & { readonly values: readonly number[] };

/** `1234.5` → 1234500: registers fit a safe integer with all their decimals. */
function toThousandths(text: string): number {
  let value = 0;
  let decimals = -1;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else {
      assert(digit === DOT && decimals < 0 && index > 0, `a register is a plain decimal: ${text}`);
      decimals = 0;
    }
  }
  assert(
    text.length > 0 && text.length <= 14 && decimals <= 3,
    `a register has at most 10 digits and 3 decimals: ${text}`,
  );
  for (let missing = Math.max(decimals, 0); missing < 3; missing += 1) value *= 10;
  return value;
}
const DOT = '.'.charCodeAt(0) - 48;

function devicesOf(meters: readonly Meter[]): readonly Device[] {
  const devices: Device[] = [];
  const inOrder =
    meters.length > 1
      ? meters.toSorted((a, b) => (a.installedFrom < b.installedFrom ? -1 : a.installedFrom > b.installedFrom ? 1 : 0))
      : meters;
  for (const meter of inOrder) {
    const from = toEpochDay(meter.installedFrom);
    const to = meter.removedFrom === null ? Number.POSITIVE_INFINITY : toEpochDay(meter.removedFrom);
    const last = devices.at(-1);
    const lastRecord = last?.records.at(-1);
    assert(last === undefined || last.to <= from, `meters of one supply point do not overlap: ${meter.serialNumber}`);
    const continues =
      last !== undefined &&
      lastRecord !== undefined &&
      last.to === from &&
      lastRecord.serialNumber === meter.serialNumber &&
      lastRecord.hasCorrector === meter.hasCorrector;
    if (continues) {
      last.records.push(meter);
      last.to = to;
    } else {
      devices.push({ records: [meter], from, to });
    }
  }
  return devices;
}

const TOTAL: readonly Register[] = ['A0'];
const PER_BAND: readonly Register[] = ['A1', 'A2', 'A3'];
const has = (reading: Reading, registers: readonly Register[]): boolean =>
  registers.every((register) => reading.registers[register] !== undefined);

/** Which dials to subtract: those that most readings carry, the mode's own when both are equally read. */
function dialsOf(mode: MeasureMode, device: Device, readings: readonly DatedReading[]): readonly Register[] {
  if (mode === 'gas') return device.records[0]?.hasCorrector ? ['C'] : ['M'];
  let [total, perBand] = [0, 0];
  for (const { reading } of readings) {
    if (has(reading, TOTAL)) total += 1;
    if (has(reading, PER_BAND)) perBand += 1;
  }
  if (mode === 'bands') return perBand >= total ? PER_BAND : TOTAL;
  return total >= perBand ? TOTAL : PER_BAND;
}

/**
 * The readings that bound consumption, in order. An estimate of the distributor bounds only outside the actual
 * ones: after the last, or, when it is the first of all, before them. A later actual reading replaces it.
 */
function boundariesOf(readings: readonly DatedReading[], dials: readonly Register[]): readonly Boundary[] {
  const byDay: Boundary[] = [];
  const sorted = readings.toSorted((a, b) => a.day - b.day || PRIORITY[a.reading.kind] - PRIORITY[b.reading.kind]);
  let [firstActual, lastActual] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { day, reading } of sorted) {
    if (byDay.at(-1)?.day === day) continue;
    byDay.push({ day, reading, values: dials.map((dial) => toThousandths(reading.registers[dial] ?? '')) });
    if (reading.kind === 'estimated') continue;
    if (day < firstActual) firstActual = day;
    lastActual = day;
  }
  return byDay.filter(
    ({ day, reading }, index) => reading.kind !== 'estimated' || day > lastActual || (day < firstActual && index === 0),
  );
}

const COEFFICIENT_SCALE = 8;
const coefficientText = (meter: Meter, mode: MeasureMode): string => {
  if (mode !== 'gas') return meter.multiplier;
  // The corrector already counts Smc: C on top would convert twice (reference 7.4).
  return meter.hasCorrector ? '1' : (meter.conversionCoefficient ?? '1');
};
const scaled = (text: string): bigint => {
  const units = text === '1' ? tenTo(COEFFICIENT_SCALE) : round(decimal(text), COEFFICIENT_SCALE).units;
  assert(units > 0n, `a multiplier or coefficient is positive: ${text}`);
  return units;
};

type Coefficient = { readonly from: number; readonly to: number; readonly text: string; readonly value: bigint };

const coefficientsOf = (device: Device, mode: MeasureMode): readonly Coefficient[] =>
  device.records.map((meter, index) => {
    const text = coefficientText(meter, mode);
    return {
      from: index === 0 ? Number.NEGATIVE_INFINITY : toEpochDay(meter.installedFrom),
      to:
        meter.removedFrom === null || index === device.records.length - 1
          ? Number.POSITIVE_INFINITY
          : toEpochDay(meter.removedFrom),
      text,
      value: scaled(text),
    };
  });

/** Days of `[from, to)` weighted by the coefficient valid on each: one dial unit a day becomes this many billed ones. */
function weight(coefficients: readonly Coefficient[], from: number, to: number): bigint {
  let total = 0n;
  for (const coefficient of coefficients) {
    const days = Math.min(to, coefficient.to) - Math.max(from, coefficient.from);
    if (days > 0) total += coefficient.value * BigInt(days);
  }
  return total;
}

const originOf = (a: ReadingKind, b: ReadingKind): ConsumptionOrigin => {
  if (a === 'estimated' || b === 'estimated') return 'estimated';
  return a === 'self_reported' || b === 'self_reported' ? 'self_reported' : 'actual';
};

type Subtraction = { readonly differences: readonly number[]; readonly rolledOver: boolean };

/** Differences per dial between two readings, or the dial that ran backwards. */
function subtractDials(
  first: Boundary,
  last: Boundary,
  device: Device,
  coefficients: readonly Coefficient[],
  { mode, annualConsumption }: MeasureInput,
): Subtraction & { readonly backwards: number } {
  const differences: number[] = [];
  let rolledOver = false;
  for (let dial = 0; dial < first.values.length; dial += 1) {
    const [previous, current] = [first.values[dial] ?? 0, last.values[dial] ?? 0];
    if (current >= previous) {
      differences.push(current - previous);
      continue;
    }
    const meter = device.records[0];
    const digits = (mode === 'gas' && meter?.hasCorrector ? meter.correctorDigits : meter?.digits) ?? 0;
    const days = last.day - first.day;
    const dayWeight = weight(coefficients, first.day + 1, last.day + 1);
    const expectedUse =
      annualConsumption === null
        ? null
        : Number(
            (BigInt(annualConsumption) * 1000n * BigInt(days * days) * tenTo(COEFFICIENT_SCALE)) / (365n * dayWeight),
          );
    const throughZero = detectRollover({ previous, current, dialRange: 1000 * 10 ** digits, expectedUse });
    if (throughZero === null) return { differences, rolledOver, backwards: dial };
    differences.push(throughZero);
    rolledOver = true;
  }
  return { differences, rolledOver, backwards: -1 };
}

/** Running share of a whole: `[33, 31, 36]` of 101 → 33, 31, 37, always summing 101. */
function shareOf(total: bigint, split: BandSplit, bandIndex: number): bigint {
  const shares = [0, split.F1, split.F1 + split.F2, 100];
  const until = (index: number) => divideRounded(total * BigInt(shares[index] ?? 100), 100n);
  return until(bandIndex + 1) - until(bandIndex);
}

/**
 * The stretch between two readings. A class, not an object of closures: a supply has dozens of them and a run
 * has a hundred thousand supplies, while a bill asks one or two for their units.
 */
class ReadingSpan implements MeasuredSpan {
  readonly from: number;
  readonly to: number;
  readonly origin: ConsumptionOrigin;
  private readonly totals: bigint[] = [];

  constructor(
    private readonly device: {
      readonly dials: readonly Register[];
      readonly coefficients: readonly Coefficient[];
      readonly serialNumber: string;
    },
    private readonly first: Boundary,
    private readonly last: Boundary,
    private readonly subtraction: Subtraction,
    private readonly input: MeasureInput,
  ) {
    this.from = first.day + 1;
    this.to = last.day + 1;
    this.origin = originOf(first.reading.kind, last.reading.kind);
  }

  get cuts(): readonly number[] {
    const { coefficients } = this.device;
    if (coefficients.length === 1) return [];
    return coefficients.map(({ from }) => from).filter((day) => day > this.from && day < this.to);
  }

  unitsUntil(bandIndex: number, day: number): number {
    if (day <= this.from) return 0;
    const total = this.total(bandIndex);
    if (day >= this.to) return Number(total);
    const { coefficients } = this.device;
    return Number(
      divideRounded(total * weight(coefficients, this.from, day), weight(coefficients, this.from, this.to)),
    );
  }

  basis(bandIndex: number, day: number): ConsumptionBasis {
    const { dials, coefficients, serialNumber } = this.device;
    return {
      kind: 'readings',
      serialNumber,
      register: this.isPerBand() ? (dials[bandIndex] ?? '') : dials.join('+'),
      from: this.ending(this.first, bandIndex),
      to: this.ending(this.last, bandIndex),
      rolledOver: this.subtraction.rolledOver,
      coefficient: (coefficients.find(({ to }) => day < to) ?? coefficients[0])?.text ?? '1',
    };
  }

  private isPerBand(): boolean {
    return this.input.mode === 'bands' && this.device.dials.length === 3;
  }

  /** Whole units of the interval: the difference converted day by day and rounded once. */
  private total(bandIndex: number): bigint {
    const known = this.totals[bandIndex];
    if (known !== undefined) return known;
    const { differences } = this.subtraction;
    const thousandths = this.isPerBand() ? (differences[bandIndex] ?? 0) : addUp(differences);
    const days = BigInt(this.to - this.from);
    const whole = divideRounded(
      BigInt(thousandths) * weight(this.device.coefficients, this.from, this.to),
      1000n * tenTo(COEFFICIENT_SCALE) * days,
    );
    const splits = this.input.mode === 'bands' && !this.isPerBand();
    const total = splits ? shareOf(whole, this.input.bandSplit, bandIndex) : whole;
    this.totals[bandIndex] = total;
    return total;
  }

  private ending({ reading, values }: Boundary, bandIndex: number) {
    const { dials } = this.device;
    const dial = this.isPerBand() ? dials[bandIndex] : dials.length === 1 ? dials[0] : undefined;
    const value = dial === undefined ? textOfThousandths(addUp(values)) : (reading.registers[dial] ?? '');
    return { readOn: reading.readOn, value, kind: reading.kind };
  }
}

const addUp = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const textOfThousandths = (value: number): string =>
  value % 1000 === 0 ? String(value / 1000) : formatDecimal({ units: BigInt(value), scale: 3 });

function spansOfDevice(
  device: Device,
  own: readonly DatedReading[],
  input: MeasureInput,
  issues: ConsumptionIssue[],
  closings: Closing[],
): MeasuredSpan[] {
  const serialNumber = device.records[0]?.serialNumber ?? '';
  const dials = dialsOf(input.mode, device, own);
  const usable = own.filter(({ reading }) => {
    if (has(reading, dials)) return true;
    issues.push({
      code: 'metering.reading_without_register',
      severity: 'warning',
      serialNumber,
      readOn: reading.readOn,
    });
    return false;
  });
  if (input.mode === 'bands' && dials === TOTAL && usable.length > 0) {
    issues.push({ code: 'metering.bands_not_read', severity: 'warning', serialNumber });
  }

  const coefficients = coefficientsOf(device, input.mode);
  const spans: MeasuredSpan[] = [];
  let first: Boundary | null = null;
  for (const last of boundariesOf(usable, dials)) {
    if (first !== null) {
      const subtraction = subtractDials(first, last, device, coefficients, input);
      const register = dials[subtraction.backwards];
      if (register !== undefined) {
        // Which of the two is wrong needs a person: the later one is left out, and nothing is billed on it.
        issues.push({
          code: 'metering.negative_difference',
          severity: 'blocking',
          serialNumber,
          register,
          previousReadOn: first.reading.readOn,
          previousValue: first.reading.registers[register] ?? '',
          readOn: last.reading.readOn,
          value: last.reading.registers[register] ?? '',
        });
        continue;
      }
      spans.push(new ReadingSpan({ dials, coefficients, serialNumber }, first, last, subtraction, input));
    }
    first = last;
    closings.push({ day: last.day + 1, isActual: last.reading.kind !== 'estimated' });
  }
  return spans;
}

/** Runs of curve days of one month and kind: the running total of watt-hours is rounded to kWh inside each. */
function spansOfCurves(
  curves: readonly (DailyEnergy & { readonly epochDay: number })[],
  mode: MeasureMode,
): MeasuredSpan[] {
  const spans: MeasuredSpan[] = [];
  let run: (DailyEnergy & { readonly epochDay: number })[] = [];
  const close = () => {
    const days = run;
    const from = days[0]?.epochDay;
    run = [];
    if (from === undefined) return;
    const wattHoursOf = ({ wattHours: { F1, F2, F3 } }: DailyEnergy, bandIndex: number): number =>
      mode === 'single' ? F1 + F2 + F3 : ([F1, F2, F3][bandIndex] ?? 0);
    spans.push({
      from,
      to: from + days.length,
      origin: days[0]?.kind === 'estimated' ? 'estimated' : 'actual',
      cuts: [],
      unitsUntil(bandIndex, day) {
        let wattHours = 0;
        for (const each of days) if (each.epochDay < day) wattHours += wattHoursOf(each, bandIndex);
        return Math.floor((wattHours + 500) / 1000);
      },
      basis: (_bandIndex, first, end) => {
        const used = days.filter(({ epochDay }) => epochDay >= first && epochDay < end);
        return { kind: 'curve', quarterHours: used.reduce((sum, day) => sum + day.quarterHours, 0), days: used.length };
      },
    });
  };
  for (const day of curves) {
    const previous = run.at(-1);
    const continues = previous !== undefined && previous.epochDay + 1 === day.epochDay && previous.kind === day.kind;
    if (!continues || civilDayOf(day.epochDay).dayOfMonth === 1) close();
    run.push(day);
  }
  close();
  return spans;
}

/**
 * The readings of each device, in the order of the devices. A reading belongs to its serial number, so that the
 * record of a new coefficient sees the readings before it. Those that no installation covers bound nothing.
 */
function readingsByDevice(
  { meters, readings }: MeasureInput,
  devices: readonly Device[],
  issues: ConsumptionIssue[],
): readonly (readonly DatedReading[])[] {
  const groups: DatedReading[][] = devices.map(() => []);
  for (const reading of readings) {
    const day = toEpochDay(reading.readOn);
    const serialNumber = meters.find(({ meterId }) => meterId === reading.meterId)?.serialNumber ?? '';
    let isInside = false;
    devices.forEach((device, index) => {
      if (device.records[0]?.serialNumber !== serialNumber || day < device.from - 1 || day > device.to - 1) return;
      groups[index]?.push({ day, reading });
      isInside = true;
    });
    if (isInside) continue;
    issues.push({
      code: 'metering.reading_outside_installation',
      severity: 'warning',
      serialNumber,
      readOn: reading.readOn,
    });
  }
  return groups;
}

/**
 * Lay what was measured at a supply point on the calendar: spans between consecutive readings of each meter, and
 * runs of load-curve days. Spans never overlap; days between them were not measured.
 *
 * Pure. A span between readings counts unless curves cover all its days: curves say more, but a register
 * difference that they explain only in part is the whole truth of its days.
 */
export function measuredSpans(input: MeasureInput): MeasuredSpans {
  const issues: ConsumptionIssue[] = [];
  const devices = devicesOf(input.meters);
  const groups = readingsByDevice(input, devices, issues);
  const closings: Closing[] = [];
  let spans: MeasuredSpan[] = devices.flatMap((device, index) =>
    spansOfDevice(device, groups[index] ?? [], input, issues, closings),
  );

  if (input.curves.length > 0 && input.mode !== 'gas') {
    const curves = input.curves
      .map((day) => ({ ...day, epochDay: toEpochDay(day.day) }))
      .sort((a, b) => a.epochDay - b.epochDay);
    const withCurve = new Set(curves.map(({ epochDay }) => epochDay));
    assert(withCurve.size === curves.length, 'a day has one curve');
    spans = spans.filter(({ from, to }) => {
      for (let day = from; day < to; day += 1) if (!withCurve.has(day)) return true;
      return false;
    });
    const free = curves.filter(({ epochDay }) => !spans.some(({ from, to }) => epochDay >= from && epochDay < to));
    const runs = spansOfCurves(free, input.mode);
    spans = [...spans, ...runs].sort((a, b) => a.from - b.from);
    for (const run of runs) closings.push({ day: run.to, isActual: run.origin === 'actual' });
    closings.sort((a, b) => a.day - b.day);
  }

  const actualUntil = closings.findLast(({ isActual }) => isActual)?.day ?? null;
  return { spans, issues, closings: closings.map(({ day }) => day), actualUntil };
}

/** The civil day that a closing closes. */
export const lastDayBefore = (closing: number): LocalDate => fromEpochDay(closing - 1);
