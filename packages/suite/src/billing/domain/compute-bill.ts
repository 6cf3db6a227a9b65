import {
  addDays,
  addMonthsTo,
  daysBetween,
  daysOf,
  firstDayOf,
  type LocalDate,
  type Month,
  monthOf,
  type Period,
  yearOf,
} from '@sportello/kernel/calendar';
import { round } from '@sportello/kernel/decimal';
import { type Cents, sumCents } from '@sportello/kernel/money';
import { computeConsumption } from '../../metering/domain/compute-consumption.js';
import type { ConsumptionSlice } from '../../metering/domain/consumption.js';
import type { MonthlyProfile } from '../../metering/domain/estimate-consumption.js';
import type { ConsumptionIssue, MeasureInput, MeasureMode } from '../../metering/domain/measured-spans.js';
import { rateSupply } from '../../rating/domain/rate-supply.js';
import type { RatedLine } from '../../rating/domain/rated-line.js';
import type { ElectricitySupplyFacts, GasSupplyFacts } from '../../rating/domain/rating-input.js';
import { subtractBilled } from '../../rating/domain/subtract-billed.js';
import { sumBill } from '../../rating/domain/sum-bill.js';
import type { GasArea, GasTerritory } from '../../tariffs/domain/gas-territory.js';
import type { TariffBook } from '../../tariffs/domain/tariff-book.js';
import type { Bill, BilledReading, BillIssue } from './bill.js';
import type { BillPlan } from './plan-bill.js';
import type { SupplyToBill } from './supply-to-bill.js';

/** Why a supply is left out of a run until a person clears it; the run goes on. */
export type Parked = { readonly reason: string; readonly facts: Readonly<Record<string, unknown>> };
export type BillOutcome = { readonly kind: 'bill'; readonly bill: Bill } | ({ readonly kind: 'parked' } & Parked);

/** Share of F1, F2, F3 in percent when a total must be divided by band (regulator's household profile). */
const HOUSEHOLD_BANDS = { F1: 33, F2: 31, F3: 36 };
const HISTORY_MONTHS = 13;

/**
 * Compute the bill of one supply: rate the new days, rate again the periods that newer readings changed and charge the
 * difference, add up VAT. Pure: the same supply, plan and book give the same bill, whether simulated or final.
 *
 * @param billedLines for each period of `plan.recalculate`, by its first day, the lines it has been billed with so far
 */
export function computeBill(
  supply: SupplyToBill,
  plan: BillPlan,
  billedLines: Readonly<Record<string, readonly RatedLine[]>>,
  book: TariffBook,
): BillOutcome {
  const measures = measuresOf(supply);
  const profile = profileOf(supply, book, plan.period.from);
  const rate = (period: Period) => ratePeriod(supply, measures, profile, period, book);

  const current = rate(plan.period);
  if (current.kind === 'parked') return current;
  const lines: RatedLine[] = [...current.lines];
  const shouldBe: Record<string, readonly RatedLine[]> = {};
  const slices: ConsumptionSlice[] = [];
  for (const period of plan.recalculate) {
    const again = rate(period);
    if (again.kind === 'parked') return again;
    shouldBe[period.from] = again.lines;
    slices.push(...again.slices);
    lines.push(...subtractBilled(again.lines, billedLines[period.from] ?? []));
  }
  slices.push(...current.slices);

  const sum = sumBill(lines);
  const inVat = sum.vat.filter(({ class: vatClass }) => !vatClass.startsWith('N'));
  const taxable = sumCents(inVat.map((row) => row.taxable));
  const vatAmount = sumCents(inVat.map((row) => row.vat));
  const consumption = current.slices.reduce((total, { quantity }) => total + round(quantity, 0).units, 0n);
  const history = historyOf(supply, measures, profile, plan.period);
  const isClosing = supply.endsOnExclusive !== null && plan.period.toExclusive === supply.endsOnExclusive;
  const bill: Bill = {
    supplyId: supply.supplyId,
    customerId: supply.customerId,
    commodity: supply.commodity,
    period: plan.period,
    recalculatedFrom: plan.recalculate[0]?.from ?? null,
    actualUntil: current.actualUntil,
    lines,
    vat: sum.vat,
    taxable,
    vatAmount,
    outsideVat: (sum.total - taxable - vatAmount) as Cents,
    total: sum.total,
    consumption,
    consumptionOrigin: originOf(current.slices),
    shouldBe,
    snapshot: {
      contract: supply.contract,
      supply: supplySnapshot(supply, plan.period, history),
      offer: offerSnapshot(supply),
      paymentMethod: supply.paymentMethod,
      readings: readingsOf(slices),
      history,
      isClosing,
    },
    issues: [...current.issues, ...checkBill(sum.total, consumption, plan.period, supply)],
  };
  return { kind: 'bill', bill };
}

type RatedPeriod = {
  readonly kind: 'rated';
  readonly lines: readonly RatedLine[];
  readonly slices: readonly ConsumptionSlice[];
  readonly actualUntil: LocalDate | null;
  readonly issues: readonly BillIssue[];
};

function ratePeriod(
  supply: SupplyToBill,
  measures: MeasureInput,
  profile: MonthlyProfile | null,
  period: Period,
  book: TariffBook,
): RatedPeriod | ({ readonly kind: 'parked' } & Parked) {
  const consumption = computeConsumption({ ...measures, period, profile });
  const blocking = consumption.issues.find(({ severity }) => severity === 'blocking');
  if (blocking !== undefined) return { kind: 'parked', ...issueFacts(blocking) };
  const rated = rateSupply({
    supply: factsOf(supply, period),
    period,
    consumption: consumption.slices,
    offerVersions: [supply.offer],
    yearToDateSmc: supply.commodity === 'gas' ? yearToDate(supply, measures, profile, period.from) : 0n,
    book,
  });
  if (!rated.ok) {
    const { code, ...facts } = rated.refusal;
    return { kind: 'parked', reason: code, facts };
  }
  const issues = consumption.issues.map((issue) => {
    const { reason, facts } = issueFacts(issue);
    return { code: reason, facts };
  });
  return {
    kind: 'rated',
    lines: rated.value,
    slices: consumption.slices,
    actualUntil: consumption.actualUntilReadOn,
    issues,
  };
}

function issueFacts({ code, severity: _, ...facts }: ConsumptionIssue): Parked {
  return { reason: code, facts };
}

function measuresOf(supply: SupplyToBill): MeasureInput {
  const mode: MeasureMode = supply.point.measureMode === 'hourly' ? 'bands' : supply.point.measureMode;
  return {
    mode,
    meters: supply.meters,
    readings: supply.readings,
    curves: supply.curves,
    annualConsumption: supply.point.annualConsumption,
    bandSplit: HOUSEHOLD_BANDS,
  };
}

const PROFILES = new WeakMap<object, MonthlyProfile>();

/** Withdrawal profile of a gas point, January first, in millionths; null for electricity and for an unknown profile. */
function profileOf(supply: SupplyToBill, book: TariffBook, day: LocalDate): MonthlyProfile | null {
  if (supply.point.gasProfile === null) return null;
  const version = book.profileAt(`gas/profile.${supply.point.gasProfile}`, day);
  if (!version.ok) return null;
  const { figure } = version.value;
  let profile = PROFILES.get(figure);
  if (profile === undefined) {
    // The tariff file lists a thermal year, October first.
    const fromOctober = figure.percents.map((percent) => Number(round(percent, 6).units));
    profile = [...fromOctober.slice(3), ...fromOctober.slice(0, 3)];
    PROFILES.set(figure, profile);
  }
  return profile;
}

/** Whole Smc from 1 January (or the start of the supply) to a day: where the annual brackets stand. */
function yearToDate(
  supply: SupplyToBill,
  measures: MeasureInput,
  profile: MonthlyProfile | null,
  day: LocalDate,
): bigint {
  const newYear = `${yearOf(day)}-01-01` as LocalDate;
  const from = supply.startsOn > newYear ? supply.startsOn : newYear;
  if (from >= day) return 0n;
  const { slices } = computeConsumption({ ...measures, period: { from, toExclusive: day }, profile });
  return slices.reduce((total, { quantity }) => total + round(quantity, 0).units, 0n);
}

function factsOf(supply: SupplyToBill, period: Period): ElectricitySupplyFacts | GasSupplyFacts {
  if (supply.commodity === 'electricity') {
    return {
      commodity: 'electricity',
      resident: supply.resident,
      committedPowerKw: supply.committedPowerKw ?? '3',
      paysTvLicenceFee: supply.paysTvLicenceFee,
    };
  }
  const meter =
    supply.meters.find(
      ({ installedFrom, removedFrom }) =>
        installedFrom <= period.from && (removedFrom === null || removedFrom > period.from),
    ) ?? supply.meters[0];
  return {
    commodity: 'gas',
    area: supply.point.gasArea as GasArea,
    territory: supply.point.gasTerritory as GasTerritory,
    meterClass: tariffClassOf(meter?.meterClass ?? ''),
  };
}

/** Tariff class of a gas meter by its size (classe del misuratore): up to G6, G10 to G40, above. */
export function tariffClassOf(meterClass: string): 'cc1' | 'cc2' | 'cc3' {
  const size = Number(/^G(\d+)$/.exec(meterClass)?.[1] ?? 4);
  return size <= 6 ? 'cc1' : size <= 40 ? 'cc2' : 'cc3';
}

const originOf = (slices: readonly ConsumptionSlice[]): Bill['consumptionOrigin'] =>
  slices.some(({ origin }) => origin === 'estimated')
    ? 'estimated'
    : slices.some(({ origin }) => origin === 'self_reported')
      ? 'self_reported'
      : 'actual';

/** Use of each of the last 13 months with data, from slices spread by day. */
function historyOf(
  supply: SupplyToBill,
  measures: MeasureInput,
  profile: MonthlyProfile | null,
  period: Period,
): Bill['snapshot']['history'] {
  const lastMonth = monthOf(addDays(period.toExclusive, -1));
  const firstMonth = addMonthsTo(lastMonth, 1 - HISTORY_MONTHS);
  const knownFrom = supply.readings[0]?.readOn ?? supply.curves[0]?.day ?? supply.startsOn;
  const from = [firstDayOf(firstMonth), supply.startsOn, knownFrom].toSorted().at(-1) ?? supply.startsOn;
  const first = from.endsWith('-01') ? monthOf(from) : addMonthsTo(monthOf(from), 1);
  if (firstDayOf(first) >= period.toExclusive) return [];
  const { slices } = computeConsumption({
    ...measures,
    period: { from: firstDayOf(first), toExclusive: period.toExclusive },
    profile,
  });
  const totals = new Map<Month, { quantity: number; kind: 'actual' | 'estimated' }>();
  for (const slice of slices) {
    const days = daysOf(slice.period);
    const units = Number(round(slice.quantity, 0).units);
    let start = slice.period.from;
    while (start < slice.period.toExclusive) {
      const month = monthOf(start);
      const next = firstDayOf(addMonthsTo(month, 1));
      const end = next < slice.period.toExclusive ? next : slice.period.toExclusive;
      // Running totals: the parts of a slice sum to it.
      const part =
        Math.round((units * daysBetween(slice.period.from, end)) / days) -
        Math.round((units * daysBetween(slice.period.from, start)) / days);
      const total = totals.get(month) ?? { quantity: 0, kind: 'actual' as const };
      totals.set(month, {
        quantity: total.quantity + part,
        kind: slice.origin === 'estimated' ? 'estimated' : total.kind,
      });
      start = end;
    }
  }
  return [...totals]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { quantity, kind }]) => ({ month, quantity: String(quantity), kind }));
}

/** The pairs of readings a bill shows, one row per pair with its dials. */
function readingsOf(slices: readonly ConsumptionSlice[]): readonly BilledReading[] {
  const pairs = new Map<
    string,
    {
      reading: Omit<BilledReading, 'registers'>;
      registers: Map<string, { previous: string; current: string; quantity: bigint }>;
    }
  >();
  for (const { basis, quantity } of slices) {
    if (basis.kind !== 'readings') continue;
    const key = `${basis.serialNumber} ${basis.from.readOn} ${basis.to.readOn}`;
    let pair = pairs.get(key);
    if (pair === undefined) {
      const reading = {
        previousReadOn: basis.from.readOn as LocalDate,
        readOn: basis.to.readOn as LocalDate,
        kind: basis.to.kind as BilledReading['kind'],
        serialNumber: basis.serialNumber,
      };
      pair = { reading, registers: new Map() };
      pairs.set(key, pair);
    }
    const register = pair.registers.get(basis.register) ?? {
      previous: basis.from.value,
      current: basis.to.value,
      quantity: 0n,
    };
    pair.registers.set(basis.register, { ...register, quantity: register.quantity + round(quantity, 0).units });
  }
  return [...pairs.values()].map(({ reading, registers }) => ({
    ...reading,
    registers: [...registers].map(([register, { previous, current, quantity }]) => ({
      register: register as 'A0',
      previous,
      current,
      quantity: String(quantity),
    })),
  }));
}

function supplySnapshot(
  supply: SupplyToBill,
  period: Period,
  history: Bill['snapshot']['history'],
): Readonly<Record<string, unknown>> {
  const { point } = supply;
  const meter =
    supply.meters.find(({ removedFrom }) => removedFrom === null || removedFrom >= period.toExclusive) ??
    supply.meters.at(-1);
  const lastYear = history.slice(-12);
  const annual =
    lastYear.length === 12
      ? lastYear.reduce((total, { quantity }) => total + Number(quantity), 0)
      : point.annualConsumption;
  return {
    supplyId: supply.supplyId,
    ...(supply.alias === '' ? {} : { alias: supply.alias }),
    pointCode: point.code,
    address: {
      street: point.street,
      postalCode: point.postalCode,
      city: point.city,
      province: point.province,
      country: 'IT',
    },
    market: 'free',
    useCategory: supply.commodity === 'gas' || supply.resident ? 'household_resident' : 'household_non_resident',
    meterSerial: meter?.serialNumber ?? '',
    annualConsumption: String(annual),
    ...(point.distributorName === '' ? {} : { distributor: point.distributorName }),
    commodity: supply.commodity,
    ...(supply.commodity === 'electricity'
      ? {
          committedPowerKw: supply.committedPowerKw ?? '3',
          availablePowerKw: point.availablePowerKw ?? supply.committedPowerKw ?? '3',
          timeBands: point.measureMode !== 'single',
        }
      : {
          conversionCoefficient: meter?.conversionCoefficient ?? '1',
          ...(meter?.hasCorrector === true && meter.correctorSerialNumber !== null
            ? { correctorSerial: meter.correctorSerialNumber }
            : {}),
          ...(point.gasProfile === null ? {} : { withdrawalClass: point.gasProfile.slice(0, 2).toUpperCase() }),
          ...(meter === undefined || meter.meterClass === '' ? {} : { meterClass: meter.meterClass }),
          ...(point.remiCode === null ? {} : { remiCode: point.remiCode }),
          tariffArea: AREA_NAMES[point.gasArea ?? ''] ?? '',
        }),
  };
}

const AREA_NAMES: Readonly<Record<string, string>> = {
  '1': 'Nord occidentale',
  '2': 'Nord orientale',
  '3': 'Centrale',
  '4': 'Centro-sud orientale',
  '5': 'Centro-sud occidentale',
  '6': 'Meridionale',
};

function offerSnapshot({ offer }: SupplyToBill): Readonly<Record<string, unknown>> {
  const unit = offer.commodity === 'gas' ? 'EUR/Smc' : 'EUR/kWh';
  const { price } = offer;
  const prices =
    price.kind === 'single'
      ? [{ item: 'energy', value: price.eurPerUnit, unit }]
      : price.kind === 'bands'
        ? [
            { item: 'energy_F1', value: price.f1, unit },
            { item: 'energy_F2', value: price.f2, unit },
            { item: 'energy_F3', value: price.f3, unit },
          ]
        : [{ item: 'spread', value: price.spread, unit }];
  return {
    code: offer.offerCode,
    name: offer.name,
    kind: price.kind === 'indexed' ? 'indexed' : 'fixed',
    ...(price.kind === 'indexed' ? { index: price.index === 'pun' ? 'PUN Index GME' : 'PSV' } : {}),
    prices: [...prices, { item: 'fixed_fee', value: offer.fixedFeeEurPerYear, unit: 'EUR/year' }],
    validFrom: offer.validFrom,
    validToExclusive: offer.validToExclusive,
  };
}

/** What a person should look at before issuing (F129): a credit, or use far above what the point declares. */
function checkBill(total: Cents, consumption: bigint, period: Period, supply: SupplyToBill): readonly BillIssue[] {
  const issues: BillIssue[] = [];
  if (total < 0n) issues.push({ code: 'billing.negative_total', facts: {} });
  const expected = Math.round((supply.point.annualConsumption * daysOf(period)) / 365);
  // Heating gas is used in five months: three times an even share is still ordinary.
  const limit = (supply.commodity === 'gas' ? 4 : 2) * expected;
  if (expected > 50 && Number(consumption) > limit)
    issues.push({
      code: 'billing.consumption_far_above_usual',
      facts: { consumption: String(consumption), expected: String(expected) },
    });
  return issues;
}
