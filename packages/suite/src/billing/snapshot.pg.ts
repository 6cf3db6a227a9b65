import type { LocalDate, Period } from '@sportello/kernel/calendar';
import { addMonths } from '@sportello/kernel/calendar';
import { parseCents } from '@sportello/kernel/money';
import { sql } from 'kysely';
import {
  type DailyEnergy,
  type FixedHoliday,
  type Reading,
  type RegisterValues,
  sumByBand,
} from '../metering/index.js';
import { type Db, rows } from '../platform/database.js';
import type { RatedLine } from '../rating/index.js';
import type { OfferTerms } from '../tariffs/index.js';
import type { BilledPeriod, MeterToBill, ReadingToBill, SupplyToBill } from './domain/supply-to-bill.js';

/** Months of measures loaded before a period: a year for estimates and history, and the bills a reading may reopen. */
const MONTHS_BACK = 26;

/**
 * Load everything the bills of a lot depend on: one query per source, whatever the number of supplies. Readings count
 * as they stood at `asOf`, the start of the run: every lot of a run sees the same measures.
 */
export async function loadSupplies(
  db: Db,
  companyId: string,
  supplyIds: readonly string[],
  {
    period,
    asOf,
    holidays,
  }: { readonly period: Period; readonly asOf: string; readonly holidays: readonly FixedHoliday[] },
): Promise<readonly SupplyToBill[]> {
  const since = addMonths(period.from, -MONTHS_BACK);
  type SupplyRow = {
    supply_id: string;
    customer_id: string;
    supply_point_id: string;
    number: string;
    signed_on: LocalDate;
    starts_on: LocalDate;
    ends_on_exclusive: LocalDate | null;
    commodity: 'electricity' | 'gas';
    committed_power_kw: string | null;
    resident: boolean;
    pays_tv_licence_fee: boolean;
    payment_method: SupplyToBill['paymentMethod'];
    alias: string;
    code: string;
    street: string;
    postal_code: string;
    city: string;
    province: string;
    distributor_name: string;
    measure_mode: 'single' | 'bands' | 'hourly' | 'gas';
    available_power_kw: string | null;
    gas_area: string | null;
    gas_territory: string | null;
    gas_profile: string | null;
    remi_code: string | null;
    annual_consumption: string;
    terms: OfferTerms;
  };
  const supplies = await rows(
    db,
    sql<SupplyRow>`
    select s.supply_id, s.customer_id, s.supply_point_id, c.number, c.signed_on, s.starts_on, s.ends_on_exclusive, s.commodity, s.committed_power_kw,
      s.resident, s.pays_tv_licence_fee, s.payment_method, s.alias, p.code, p.street, p.postal_code, p.city, p.province, p.distributor_name, p.measure_mode,
      p.available_power_kw, p.gas_area, p.gas_territory, p.gas_profile, p.remi_code, p.annual_consumption, o.terms
    from contracts_supply s
    join contracts_contract c on c.company_id = s.company_id and c.contract_id = s.contract_id
    join supply_points_point p on p.company_id = s.company_id and p.supply_point_id = s.supply_point_id
    join tariffs_offer o on o.company_id = s.company_id and o.offer_id = s.offer_id
    where s.company_id = ${companyId} and s.supply_id = any(${supplyIds})`,
  );
  const pointIds = supplies.map(({ supply_point_id }) => supply_point_id);

  const meters = groupRows(
    await rows(
      db,
      sql<{
        supply_point_id: string;
        meter_id: string;
        serial_number: string;
        meter_class: string;
        digits: number;
        multiplier: string;
        has_corrector: boolean;
        corrector_serial_number: string | null;
        corrector_digits: number | null;
        conversion_coefficient: string | null;
        installed_from: LocalDate;
        removed_from: LocalDate | null;
      }>`
    select supply_point_id, meter_id, serial_number, meter_class, digits, trim_scale(multiplier) as multiplier, has_corrector, corrector_serial_number, corrector_digits,
      conversion_coefficient, installed_from, removed_from
    from supply_points_meter where company_id = ${companyId} and supply_point_id = any(${pointIds}) order by installed_from`,
    ),
    'supply_point_id',
  );

  const readings = groupRows(
    await rows(
      db,
      sql<{
        supply_point_id: string;
        reading_id: string;
        meter_id: string;
        read_on: LocalDate;
        kind: Reading['kind'];
        registers: RegisterValues;
        accepted_at: string;
      }>`
    select r.supply_point_id, r.reading_id, r.meter_id, r.read_on, r.kind, r.registers, r.accepted_at from metering_reading r
    where r.company_id = ${companyId} and r.supply_point_id = any(${pointIds}) and r.read_on >= ${since} and r.accepted_at <= ${asOf}
      and not exists (select from metering_reading later where later.company_id = r.company_id and later.supersedes = r.reading_id and later.accepted_at <= ${asOf})
    order by r.read_on`,
    ),
    'supply_point_id',
  );

  const hourly = supplies
    .filter(({ measure_mode }) => measure_mode === 'hourly')
    .map(({ supply_point_id }) => supply_point_id);
  const curves =
    hourly.length === 0
      ? new Map()
      : groupRows(
          await rows(
            db,
            sql<{ supply_point_id: string; day: LocalDate; quarter_wh: number[] }>`
    select distinct on (supply_point_id, day) supply_point_id, day, quarter_wh from metering_curve
    where company_id = ${companyId} and supply_point_id = any(${hourly}) and day >= ${since} order by supply_point_id, day, version desc`,
          ),
          'supply_point_id',
        );

  const billed = groupRows(
    await rows(
      db,
      sql<{
        supply_id: string;
        bill_id: string;
        period_from: LocalDate;
        period_to_exclusive: LocalDate;
        actual_until: LocalDate | null;
        created_at: string;
      }>`
    select b.supply_id, b.bill_id, b.period_from, b.period_to_exclusive, b.actual_until, r.created_at
    from billing_bill b join billing_run r on r.company_id = b.company_id and r.run_id = b.run_id
    where b.company_id = ${companyId} and b.supply_id = any(${supplyIds}) and b.mode = 'final' order by b.period_from`,
    ),
    'supply_id',
  );

  const parked = await rows(
    db,
    sql<{ supply_id: string; since: LocalDate }>`
    select p.supply_id, min(r.period_from) as since
    from billing_parked p join billing_run r on r.company_id = p.company_id and r.run_id = p.run_id
    where p.company_id = ${companyId} and p.supply_id = any(${supplyIds}) and r.mode = 'final' and r.state <> 'cancelled' group by p.supply_id`,
  );
  const parkedFrom = new Map(parked.map(({ supply_id, since }) => [supply_id, since]));

  return supplies.map(
    (row): SupplyToBill => ({
      supplyId: row.supply_id,
      customerId: row.customer_id,
      supplyPointId: row.supply_point_id,
      contract: { number: row.number, signedOn: row.signed_on },
      startsOn: row.starts_on,
      endsOnExclusive: row.ends_on_exclusive,
      commodity: row.commodity,
      committedPowerKw: row.committed_power_kw === null ? null : trimZeros(row.committed_power_kw),
      resident: row.resident,
      paysTvLicenceFee: row.pays_tv_licence_fee,
      paymentMethod: row.payment_method,
      alias: row.alias,
      point: {
        code: row.code,
        street: row.street,
        postalCode: row.postal_code,
        city: row.city,
        province: row.province,
        distributorName: row.distributor_name,
        measureMode: row.measure_mode,
        availablePowerKw: row.available_power_kw === null ? null : trimZeros(row.available_power_kw),
        gasArea: row.gas_area,
        gasTerritory: row.gas_territory,
        gasProfile: row.gas_profile,
        remiCode: row.remi_code,
        annualConsumption: Math.round(Number(row.annual_consumption)),
      },
      offer: row.terms,
      meters: (meters.get(row.supply_point_id) ?? []).map(
        (meter): MeterToBill => ({
          meterId: meter.meter_id,
          serialNumber: meter.serial_number,
          meterClass: meter.meter_class,
          digits: meter.digits,
          multiplier: meter.multiplier,
          hasCorrector: meter.has_corrector,
          correctorSerialNumber: meter.corrector_serial_number,
          correctorDigits: meter.corrector_digits,
          conversionCoefficient: meter.conversion_coefficient,
          installedFrom: meter.installed_from,
          removedFrom: meter.removed_from,
        }),
      ),
      readings: (readings.get(row.supply_point_id) ?? []).map(
        (reading): ReadingToBill => ({
          readingId: reading.reading_id,
          meterId: reading.meter_id,
          readOn: reading.read_on,
          kind: reading.kind,
          registers: reading.registers,
          acceptedAt: reading.accepted_at,
        }),
      ),
      curves: (curves.get(row.supply_point_id) ?? []).map(
        ({ day, quarter_wh }: { day: LocalDate; quarter_wh: number[] }): DailyEnergy =>
          sumByBand({ day, kind: 'collected', wattHours: quarter_wh }, holidays),
      ),
      billed: (billed.get(row.supply_id) ?? []).map(
        (bill): BilledPeriod => ({
          billId: bill.bill_id,
          period: { from: bill.period_from, toExclusive: bill.period_to_exclusive },
          computedAt: bill.created_at,
          actualUntil: bill.actual_until,
        }),
      ),
      parkedFrom: parkedFrom.get(row.supply_id) ?? null,
    }),
  );
}

const trimZeros = (text: string): string => text.replace(/\.0+$/, '');

function groupRows<Row extends Record<K, string>, K extends keyof Row & string>(
  found: readonly Row[],
  key: K,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of found) {
    const group = groups.get(row[key]);
    if (group === undefined) groups.set(row[key], [row]);
    else group.push(row);
  }
  return groups;
}

type LineJson = Omit<RatedLine, 'amount' | 'trace'> & {
  readonly amount: string;
  readonly trace?: Pick<RatedLine['trace'], 'facts'>;
};
/** What was billed is compared by its quantities and amounts: where its prices came from is left in the store. */
const lineFromJson = (line: LineJson): RatedLine => ({
  ...line,
  amount: parseCents(line.amount),
  trace: { prices: [], ...line.trace },
});

/**
 * What each period of these supplies has been billed with so far: the lines of its final bill, or the newest "should
 * be" of a later recalculation. By supply, then by first day of the period.
 */
export async function loadBilledLines(
  db: Db,
  companyId: string,
  supplyIds: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, readonly RatedLine[]>>>> {
  const found = await rows(
    db,
    sql<{
      supply_id: string;
      period_from: string;
      lines: LineJson[];
      should_be_lines: Record<string, LineJson[]> | null;
    }>`
    select supply_id, period_from, lines, should_be_lines from billing_bill
    where company_id = ${companyId} and supply_id = any(${supplyIds}) and mode = 'final' order by period_from`,
  );
  const result = new Map<string, Record<string, readonly RatedLine[]>>();
  for (const bill of found) {
    const byPeriod = result.get(bill.supply_id) ?? {};
    byPeriod[bill.period_from] = bill.lines.filter(({ heading }) => heading !== 'recalculation').map(lineFromJson);
    for (const [from, lines] of Object.entries(bill.should_be_lines ?? {})) byPeriod[from] = lines.map(lineFromJson);
    result.set(bill.supply_id, byPeriod);
  }
  return result;
}
