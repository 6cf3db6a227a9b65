import { ok, type Result, refuse } from '@sportello/kernel/result';
import { sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow, rows } from '../platform/database.js';
import { PAGE_SIZE, type RequestOf, type ResponseOf } from '../platform/route.js';
import type { supplyPointRoute, supplyPointsRoute } from './office-api.js';

const ORDERS = { code: sql.raw('point.code'), city: sql.raw('point.city') };

export async function showSupplyPoints(
  { db, companyId, clock }: Context,
  { q, commodity, sort, direction, page }: RequestOf<typeof supplyPointsRoute>,
): Promise<Result<ResponseOf<typeof supplyPointsRoute>, never>> {
  const escaped = q.trim().replace(/[\\%_]/g, '\\$&');
  const place = `%${escaped}%`;
  // People read codes aloud in groups: spaces and dashes do not count.
  const code = `%${escaped.replace(/[\s.-]/g, '').toUpperCase()}%`;
  const from = sql`supply_points_point point
    left join supply_points_meter meter on meter.company_id = point.company_id and meter.supply_point_id = point.supply_point_id
      and daterange(meter.installed_from, meter.removed_from, '[)') @> ${clock.today()}::date
    where point.company_id = ${companyId}
      and (${commodity ?? null}::text is null or point.commodity = ${commodity ?? null})
      and (${escaped} = '' or point.code like ${code} or meter.serial_number ilike ${place} or point.city ilike ${place} or point.street ilike ${place})`;
  const { total } = await oneRow(db, sql<{ total: number }>`select count(*)::int as total from ${from}`);
  const found = await rows(
    db,
    sql<ResponseOf<typeof supplyPointsRoute>['rows'][number]>`
    select point.supply_point_id as "supplyPointId", point.commodity, point.code, point.street, point.city, point.province,
      point.measure_mode as "measureMode", meter.serial_number as "serialNumber", point.annual_consumption as "annualConsumption"
    from ${from} order by ${ORDERS[sort]} ${sql.raw(direction)}, point.code
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
  );
  return ok({ total, pageSize: PAGE_SIZE, rows: found });
}

type Point = ResponseOf<typeof supplyPointRoute>;

export async function showSupplyPoint(
  { db, companyId }: Context,
  { supplyPointId }: RequestOf<typeof supplyPointRoute>,
): Promise<Result<Point, { readonly code: 'supply_points.not_found' }>> {
  const point = await maybeRow(
    db,
    sql<Omit<Point, 'meters'>>`
    select supply_point_id as "supplyPointId", commodity, code, street, postal_code as "postalCode", city, province,
      distributor_name as "distributorName", measure_mode as "measureMode", remote_read as "remoteRead",
      available_power_kw as "availablePowerKw", gas_area as "gasArea", gas_territory as "gasTerritory", gas_profile as "gasProfile",
      remi_code as "remiCode", annual_consumption as "annualConsumption"
    from supply_points_point where company_id = ${companyId} and supply_point_id = ${supplyPointId}`,
  );
  if (point === null) return refuse({ code: 'supply_points.not_found' });
  const meters = await rows(
    db,
    sql<Point['meters'][number]>`
    select meter_id as "meterId", serial_number as "serialNumber", meter_class as "meterClass", digits, multiplier,
      has_corrector as "hasCorrector", corrector_serial_number as "correctorSerialNumber",
      conversion_coefficient as "conversionCoefficient", installed_from as "installedFrom", removed_from as "removedFrom"
    from supply_points_meter where company_id = ${companyId} and supply_point_id = ${supplyPointId}
    order by installed_from desc`,
  );
  return ok({ ...point, meters });
}
