import type { LocalDate } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, trimDecimal } from '@sportello/kernel/decimal';
import { sql } from 'kysely';
import { type Db, rows } from '../platform/database.js';
import { inBatches } from '../platform/in-batches.js';
import type { Commodity, InstalledMeter, PointMeasureMode, SupplyPoint } from './domain/supply-point.js';

type PointRow = {
  supply_point_id: string;
  commodity: Commodity;
  code: string;
  street: string;
  postal_code: string;
  city: string;
  province: string;
  distributor_name: string;
  distributor_vat_number: string | null;
  measure_mode: PointMeasureMode;
  remote_read: boolean;
  available_power_kw: string | null;
  gas_area: string | null;
  gas_territory: string | null;
  gas_profile: string | null;
  remi_code: string | null;
  annual_consumption: string;
  version: number;
};
function trimmed(stored: string): string;
function trimmed(stored: string | null): string | null;
function trimmed(stored: string | null): string | null {
  return stored === null ? null : formatDecimal(trimDecimal(decimal(stored)));
}
const pointFromRow = (row: PointRow): SupplyPoint => ({
  supplyPointId: row.supply_point_id,
  commodity: row.commodity,
  code: row.code,
  street: row.street,
  postalCode: row.postal_code,
  city: row.city,
  province: row.province,
  distributorName: row.distributor_name,
  distributorVatNumber: row.distributor_vat_number,
  measureMode: row.measure_mode,
  remoteRead: row.remote_read,
  availablePowerKw: trimmed(row.available_power_kw),
  gasArea: row.gas_area,
  gasTerritory: row.gas_territory,
  gasProfile: row.gas_profile,
  remiCode: row.remi_code,
  annualConsumption: trimmed(row.annual_consumption),
  version: row.version,
});
const POINT_COLUMNS = sql.raw(`supply_point_id, commodity, code, street, postal_code, city, province, distributor_name,
  distributor_vat_number, measure_mode, remote_read, available_power_kw, gas_area, gas_territory, gas_profile, remi_code,
  annual_consumption, version`);
const POINT_RECORDSET =
  sql.raw(`j("supplyPointId" uuid, commodity text, code text, street text, "postalCode" text, city text,
  province text, "distributorName" text, "distributorVatNumber" text, "measureMode" text, "remoteRead" boolean,
  "availablePowerKw" numeric, "gasArea" text, "gasTerritory" text, "gasProfile" text, "remiCode" text,
  "annualConsumption" numeric, version int)`);

export async function findPointsByCode(
  db: Db,
  companyId: string,
  codes: readonly string[],
): Promise<readonly SupplyPoint[]> {
  const found = await rows(
    db,
    sql<PointRow>`
    select ${POINT_COLUMNS} from supply_points_point where company_id = ${companyId} and code = any(${codes as string[]}::text[])`,
  );
  return found.map(pointFromRow);
}

export const insertPoints = (db: Db, companyId: string, points: readonly SupplyPoint[]): Promise<void> =>
  inBatches(points, (json) =>
    sql`insert into supply_points_point (company_id, ${POINT_COLUMNS})
      select ${companyId}, "supplyPointId", commodity, code, street, "postalCode", city, province, "distributorName",
        "distributorVatNumber", "measureMode", "remoteRead", "availablePowerKw", "gasArea", "gasTerritory", "gasProfile",
        "remiCode", "annualConsumption", version
      from jsonb_to_recordset(${json}::jsonb) as ${POINT_RECORDSET}`.execute(db),
  );

/** Overwrite points with their new state, whose `version` the caller has raised. The code never changes. */
export const updatePoints = (db: Db, companyId: string, points: readonly SupplyPoint[]): Promise<void> =>
  inBatches(points, (json) =>
    sql`update supply_points_point p set street = j.street, postal_code = j."postalCode", city = j.city,
        province = j.province, distributor_name = j."distributorName", distributor_vat_number = j."distributorVatNumber",
        measure_mode = j."measureMode", remote_read = j."remoteRead", available_power_kw = j."availablePowerKw",
        gas_area = j."gasArea", gas_territory = j."gasTerritory", gas_profile = j."gasProfile", remi_code = j."remiCode",
        annual_consumption = j."annualConsumption", version = j.version
      from jsonb_to_recordset(${json}::jsonb) as ${POINT_RECORDSET}
      where p.company_id = ${companyId} and p.supply_point_id = j."supplyPointId"`.execute(db),
  );

type MeterRow = {
  meter_id: string;
  supply_point_id: string;
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
};
const meterFromRow = (row: MeterRow): InstalledMeter => ({
  meterId: row.meter_id,
  supplyPointId: row.supply_point_id,
  serialNumber: row.serial_number,
  meterClass: row.meter_class,
  digits: row.digits,
  multiplier: row.multiplier,
  hasCorrector: row.has_corrector,
  correctorSerialNumber: row.corrector_serial_number,
  correctorDigits: row.corrector_digits,
  conversionCoefficient: row.conversion_coefficient,
  installedFrom: row.installed_from,
  removedFrom: row.removed_from,
});
const METER_COLUMNS =
  sql.raw(`meter_id, supply_point_id, serial_number, meter_class, digits, trim_scale(multiplier) as multiplier,
  has_corrector, corrector_serial_number, corrector_digits, trim_scale(conversion_coefficient) as conversion_coefficient,
  installed_from, removed_from`);
const METER_RECORDSET =
  sql.raw(`j("meterId" uuid, "supplyPointId" uuid, "serialNumber" text, "meterClass" text, digits int,
  multiplier numeric, "hasCorrector" boolean, "correctorSerialNumber" text, "correctorDigits" int,
  "conversionCoefficient" numeric, "installedFrom" date, "removedFrom" date)`);

/** Every meter these points have had, oldest first. */
export async function findMeters(
  db: Db,
  companyId: string,
  supplyPointIds: readonly string[],
): Promise<readonly InstalledMeter[]> {
  const found = await rows(
    db,
    sql<MeterRow>`
    select ${METER_COLUMNS} from supply_points_meter
    where company_id = ${companyId} and supply_point_id = any(${supplyPointIds as string[]}::uuid[])
    order by supply_point_id, installed_from`,
  );
  return found.map(meterFromRow);
}

export const insertMeters = (db: Db, companyId: string, meters: readonly InstalledMeter[]): Promise<void> =>
  inBatches(meters, (json) =>
    sql`insert into supply_points_meter (company_id, meter_id, supply_point_id, serial_number, meter_class, digits, multiplier,
        has_corrector, corrector_serial_number, corrector_digits, conversion_coefficient, installed_from, removed_from)
      select ${companyId}, "meterId", "supplyPointId", "serialNumber", "meterClass", digits, multiplier, "hasCorrector",
        "correctorSerialNumber", "correctorDigits", "conversionCoefficient", "installedFrom", "removedFrom"
      from jsonb_to_recordset(${json}::jsonb) as ${METER_RECORDSET}`.execute(db),
  );

export const updateMeters = (db: Db, companyId: string, meters: readonly InstalledMeter[]): Promise<void> =>
  inBatches(meters, (json) =>
    sql`update supply_points_meter m set meter_class = j."meterClass", digits = j.digits, multiplier = j.multiplier,
        has_corrector = j."hasCorrector", corrector_serial_number = j."correctorSerialNumber",
        corrector_digits = j."correctorDigits", conversion_coefficient = j."conversionCoefficient",
        installed_from = j."installedFrom", removed_from = j."removedFrom"
      from jsonb_to_recordset(${json}::jsonb) as ${METER_RECORDSET}
      where m.company_id = ${companyId} and m.meter_id = j."meterId"`.execute(db),
  );

/** The meter stays until the day before `removedFrom`. */
export async function removeMeter(db: Db, companyId: string, meterId: string, removedFrom: LocalDate): Promise<void> {
  await sql`update supply_points_meter set removed_from = ${removedFrom}
    where company_id = ${companyId} and meter_id = ${meterId}`.execute(db);
}
