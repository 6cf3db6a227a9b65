import {
  addDays,
  addMonths,
  contains,
  dayOfWeek,
  daysBetween,
  firstDayOf,
  hoursIn,
  type Instant,
  intersect,
  type LocalDate,
  monthOf,
  monthsTouching,
  type Period,
} from '@sportello/kernel/calendar';
import { decimal, divideRounded, tenTo } from '@sportello/kernel/decimal';
import { assert } from '@sportello/kernel/result';
import type { Register, RegisterValues } from '../metering/domain/reading.js';
import type { CurveDay, StoredReading } from '../metering/index.js';
import type { InstalledMeter, SupplyPoint } from '../supply-points/index.js';
import type { Random } from './random.js';
import type { MeasureStory } from './stories.js';

/** Thousandths of a year's use per month, January first: homes with lights and cooling, heating, cooking, ovens. */
const SEASONS = {
  electricity: [94, 82, 82, 74, 73, 84, 100, 92, 76, 76, 80, 87],
  c1: [221, 172, 128, 47, 12, 9, 8, 8, 10, 55, 132, 198],
  c2: [92, 86, 88, 84, 80, 76, 70, 62, 80, 90, 94, 98],
  t1: [86, 82, 86, 84, 84, 82, 80, 66, 84, 88, 88, 90],
} as const;

export type MeasuredSupply = {
  readonly point: SupplyPoint;
  readonly period: Period;
  /** kWh or Smc a year. */
  readonly annual: number;
  readonly hasCorrector: boolean;
  /** Null for electricity. */
  readonly conversionCoefficient: string | null;
  readonly story: MeasureStory;
};
export type DemoMeasures = {
  readonly meters: readonly InstalledMeter[];
  readonly readings: readonly StoredReading[];
  readonly curves: readonly CurveDay[];
};

type Use = { readonly [R in Register]?: number };

/** Known on the seventh of the next month, at six: what a run of the tenth can use. Never after today. */
function knownAt(readOn: LocalDate, today: LocalDate): Instant {
  const usual = addDays(addMonths(firstDayOf(monthOf(readOn)), 1), 6);
  return `${usual < today ? usual : today}T06:00:00.000Z` as Instant;
}
const monthNumberOf = (day: LocalDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** What the dials turn in `[from, toExclusive)`, days of one month. */
function useOf(
  random: Random,
  { point, annual, hasCorrector, conversionCoefficient }: MeasuredSupply,
  { from, toExclusive }: Period,
): Use {
  const season =
    SEASONS[point.gasProfile === null ? 'electricity' : (point.gasProfile.slice(0, 2) as 'c1' | 'c2' | 't1')];
  const monthStart = firstDayOf(monthOf(from));
  const thousandths = season[Number(from.slice(5, 7)) - 1] ?? 83;
  const daysOfMonth = daysBetween(monthStart, addMonths(monthStart, 1));
  const whole = Math.round(
    (annual * thousandths * random.between(88, 112) * daysBetween(from, toExclusive)) / (100_000 * daysOfMonth),
  );
  if (hasCorrector) return { M: Math.round((whole * 100) / 103), C: whole };
  if (conversionCoefficient !== null) {
    const { units, scale } = decimal(conversionCoefficient);
    return { M: Number(divideRounded(BigInt(whole) * tenTo(scale), units)) };
  }
  if (point.measureMode === 'single') return { A0: whole };
  const [a1, a2] = [Math.round((whole * 33) / 100), Math.round((whole * 31) / 100)];
  return { A1: a1, A2: a2, A3: whole - a1 - a2 };
}

function inventMeter(
  random: Random,
  { point, hasCorrector, conversionCoefficient }: MeasuredSupply,
  installedFrom: LocalDate,
  removedFrom: LocalDate | null,
): InstalledMeter {
  const isGas = point.commodity === 'gas';
  return {
    meterId: random.id(),
    supplyPointId: point.supplyPointId,
    serialNumber: isGas ? `G${random.digits(8)}` : `${random.between(18, 24)}E5E5K${random.digits(7)}`,
    meterClass: isGas ? (hasCorrector ? 'G16' : 'G4') : '',
    digits: isGas ? GAS_DIGITS : ELECTRICITY_DIGITS,
    multiplier: '1',
    hasCorrector,
    correctorSerialNumber: hasCorrector ? `CV${random.digits(6)}` : null,
    correctorDigits: hasCorrector ? CORRECTOR_DIGITS : null,
    conversionCoefficient,
    installedFrom,
    removedFrom,
  };
}
const [GAS_DIGITS, ELECTRICITY_DIGITS, CORRECTOR_DIGITS] = [5, 6, 7];

/** Whether a reading is taken at the end of the month with this number (0 = first of the demo), and by whom. */
function readingOf(story: MeasureStory, remoteRead: boolean, monthNo: number): 'collected' | 'self_reported' | null {
  const endsBillingPeriod = monthNo % 2 === 1;
  if (story === 'missing_last' && monthNo >= LAST_MONTH_NO - 1) return null;
  if (story === 'late_actual' && monthNo < 7) return null;
  if (story === 'self_read' && monthNo % 4 === 1) return 'self_reported';
  return remoteRead || endsBillingPeriod ? 'collected' : null;
}
const LAST_MONTH_NO = 13;
const CHANGE_MONTH_NO = 6;
const WRONG_MONTH_NO = 5;

/** Meters, readings and curves of one supply over its days in the demo. */
export function inventMeasures(
  random: Random,
  supply: MeasuredSupply,
  demo: Period,
  today: LocalDate,
  curveFileId: string,
): DemoMeasures {
  const { point, period, story } = supply;
  const changedOn = story === 'meter_change' ? addDays(addMonths(demo.from, CHANGE_MONTH_NO), 14) : null;
  const first = inventMeter(random, supply, addDays(demo.from, -random.between(400, 2500)), changedOn);
  const second = changedOn === null ? null : inventMeter(random, supply, changedOn, null);
  const meters = second === null ? [first] : [first, second];
  if (point.measureMode === 'hourly') {
    const curves: CurveDay[] = [];
    for (let day = period.from; day < period.toExclusive; day = addDays(day, 1)) {
      curves.push(inventCurveDay(random, supply, day, curveFileId));
    }
    return { meters, readings: [], curves };
  }

  const dials = new Map<string, number>();
  for (const register of Object.keys(
    useOf(random, supply, { from: period.from, toExclusive: addDays(period.from, 1) }),
  )) {
    dials.set(register, story === 'rollover' ? 10 ** first.digits - 420 : random.between(900, 24_000));
  }
  const turn = (from: LocalDate, toExclusive: LocalDate): void => {
    for (const [register, units] of Object.entries(useOf(random, supply, { from, toExclusive }))) {
      const range = 10 ** (register === 'C' ? CORRECTOR_DIGITS : first.digits);
      dials.set(register, ((dials.get(register) ?? 0) + units) % range);
    }
  };
  const readings: StoredReading[] = [];
  const read = (
    meter: InstalledMeter,
    readOn: LocalDate,
    kind: 'collected' | 'self_reported',
    { surplus = 0, knownOn = readOn, supersedes = null as string | null } = {},
  ): string => {
    const registers: RegisterValues = Object.fromEntries(
      [...dials].map(([register, units]) => [register, String(units + surplus)]),
    );
    const readingId = random.id();
    readings.push({
      readingId,
      supplyPointId: point.supplyPointId,
      meterId: meter.meterId,
      readOn,
      kind,
      registers,
      source: kind === 'self_reported' ? 'portal' : 'demo',
      fileId: null,
      supersedes,
      acceptedAt: knownAt(knownOn, today),
    });
    return readingId;
  };

  read(first, addDays(period.from, -1), 'collected');
  let meter = first;
  for (const month of monthsTouching(period)) {
    const monthNo = monthNumberOf(firstDayOf(month)) - monthNumberOf(demo.from);
    const days = intersect(period, { from: firstDayOf(month), toExclusive: addMonths(firstDayOf(month), 1) });
    assert(days !== null, `the supply is on in ${month}`);
    if (changedOn !== null && second !== null && contains(days, changedOn)) {
      turn(days.from, changedOn);
      read(first, addDays(changedOn, -1), 'collected');
      for (const register of dials.keys()) dials.set(register, 0);
      read(second, addDays(changedOn, -1), 'collected');
      meter = second;
      turn(changedOn, days.toExclusive);
    } else {
      turn(days.from, days.toExclusive);
    }
    const readOn = addDays(days.toExclusive, -1);
    const isClosing = days.toExclusive === period.toExclusive && period.toExclusive < demo.toExclusive;
    const kind = isClosing ? 'collected' : readingOf(story, point.remoteRead, monthNo);
    if (kind === null) continue;
    if (story === 'rectified' && monthNo === WRONG_MONTH_NO) {
      const supersedes = read(meter, readOn, kind, { surplus: 60 });
      read(meter, readOn, kind, { supersedes, knownOn: addDays(readOn, 20) });
    } else {
      read(meter, readOn, kind);
    }
  }
  return { meters, readings, curves: [] };
}

/** Weight of each hour of a home that works outside by day. */
const HOURS = [3, 2, 2, 2, 2, 3, 5, 7, 6, 5, 5, 5, 6, 6, 5, 5, 5, 6, 8, 10, 10, 9, 7, 5];
const HOURS_SUM = 129;

/** Quarter-hours of a day in Wh: 92 when the clock goes forward, 100 when it goes back. */
function inventCurveDay(random: Random, { point, annual }: MeasuredSupply, day: LocalDate, fileId: string): CurveDay {
  const hours = hoursIn(day);
  const thousandths = SEASONS.electricity[Number(day.slice(5, 7)) - 1] ?? 83;
  const dayWh = Math.round((annual * thousandths * 12) / 365) * (dayOfWeek(day) >= 6 ? 115 : 94);
  const quarterWh = Array.from({ length: hours * 4 }, (_, quarter) => {
    const elapsed = Math.floor(quarter / 4);
    const weight = HOURS[elapsed < 2 ? elapsed : elapsed + 24 - hours] ?? 5;
    return Math.round((dayWh * weight * random.between(70, 130)) / (HOURS_SUM * 40_000));
  });
  return { supplyPointId: point.supplyPointId, day, version: 1, quarterWh, fileId };
}
