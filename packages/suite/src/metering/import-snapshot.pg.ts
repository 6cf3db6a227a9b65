import type { LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { type Db, rows } from '../platform/database.js';
import { findMeters, findPointsByCode, type InstalledMeter } from '../supply-points/index.js';
import type { CurveDay } from './domain/formats/flow-record.js';
import type { ImportSnapshot, KnownPoint } from './domain/plan-import.js';
import type { Register, RegisterValues } from './domain/reading.js';
import { findCurvesInForce, findReadingsInForce } from './store.pg.js';

/** What planning needs, and the meters with the fields that planning leaves out. */
export type LoadedSnapshot = {
  readonly snapshot: ImportSnapshot;
  readonly meters: ReadonlyMap<string, InstalledMeter>;
};

type Days = { readonly from: LocalDate; readonly toExclusive: LocalDate };

/** One query per kind for all the points of a file: registries, supplies, readings, and the curves of its days. */
export async function loadImportSnapshot(
  db: Db,
  companyId: string,
  {
    vatNumber,
    pointCodes,
    curveDays,
  }: { readonly vatNumber: string; readonly pointCodes: readonly string[]; readonly curveDays: Days | null },
): Promise<LoadedSnapshot> {
  const found = await findPointsByCode(db, companyId, pointCodes);
  const ids = found.map(({ supplyPointId }) => supplyPointId);
  const [meters, readings, curves, supplies] = [
    await findMeters(db, companyId, ids),
    await findReadingsInForce(db, companyId, ids),
    curveDays === null ? [] : await findCurvesInForce(db, companyId, ids, curveDays),
    await findSupplyPeriods(db, companyId, ids),
  ];
  const points = new Map<string, KnownPoint>();
  const of = <T extends { readonly supplyPointId: string }>(list: readonly T[]): ReadonlyMap<string, readonly T[]> => {
    const grouped = new Map<string, T[]>();
    for (const each of list) {
      const group = grouped.get(each.supplyPointId);
      if (group === undefined) grouped.set(each.supplyPointId, [each]);
      else group.push(each);
    }
    return grouped;
  };
  const [metersOf, readingsOf, curvesOf, suppliesOf] = [of(meters), of(readings), of(curves), of(supplies)];
  for (const { code, supplyPointId, commodity, annualConsumption } of found) {
    points.set(code, {
      supplyPointId,
      commodity,
      meters: metersOf.get(supplyPointId) ?? [],
      supplies: suppliesOf.get(supplyPointId) ?? [],
      readings: readingsOf.get(supplyPointId) ?? [],
      curves: (curvesOf.get(supplyPointId) ?? []).map(
        ({ day, quarterWh }): CurveDay => ({ day, wattHours: quarterWh }),
      ),
      annualConsumption: Number(annualConsumption.split('.')[0]) || null,
    });
  }
  return {
    snapshot: { companyVatNumbers: [vatNumber], points },
    meters: new Map(meters.map((meter) => [meter.meterId, meter])),
  };
}

/** Days in which this company supplies each point; an open end is far away. */
async function findSupplyPeriods(db: Db, companyId: string, supplyPointIds: readonly string[]) {
  return rows(
    db,
    sql<{ supplyPointId: string; from: LocalDate; toExclusive: LocalDate }>`
    select supply_point_id as "supplyPointId", starts_on as "from", coalesce(ends_on_exclusive, '9999-12-31') as "toExclusive"
    from contracts_supply where company_id = ${companyId} and supply_point_id = any(${supplyPointIds as string[]}::uuid[])`,
  );
}

/** The highest stored version of each day of curve. */
export async function findCurveVersions(
  db: Db,
  companyId: string,
  supplyPointIds: readonly string[],
  { from, toExclusive }: Days,
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    db,
    sql<{ supply_point_id: string; day: LocalDate; version: number }>`
    select supply_point_id, day, max(version) as version from metering_curve
    where company_id = ${companyId} and supply_point_id = any(${supplyPointIds as string[]}::uuid[]) and day >= ${from} and day < ${toExclusive}
    group by supply_point_id, day`,
  );
  return new Map(found.map(({ supply_point_id, day, version }) => [`${supply_point_id} ${day}`, version]));
}

/** The last reading of a chain of rectifications, in force or taken away. */
export type ChainEnd = { readonly readingId: string; readonly registers: RegisterValues };

/**
 * For each meter, day and kind that already has a first reading: where its chain of rectifications ends. A reading
 * that comes back to such a day goes on from there, because the day keeps one first reading.
 */
export async function findChainEnds(
  db: Db,
  companyId: string,
  keys: readonly { readonly meterId: string; readonly readOn: LocalDate; readonly kind: string }[],
): Promise<ReadonlyMap<string, ChainEnd>> {
  if (keys.length === 0) return new Map();
  const found = await rows(
    db,
    sql<{
      meter_id: string;
      read_on: LocalDate;
      kind: string;
      reading_id: string;
      registers: { readonly [R in Register]?: string };
    }>`
    with recursive chain as (
      select k."meterId" as meter_id, k."readOn" as read_on, k.kind, r.reading_id, r.registers
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("meterId" uuid, "readOn" date, kind text)
      join metering_reading r on r.company_id = ${companyId} and r.meter_id = k."meterId" and r.read_on = k."readOn" and r.kind = k.kind and r.supersedes is null
      union all
      select chain.meter_id, chain.read_on, chain.kind, later.reading_id, later.registers
      from chain join metering_reading later on later.company_id = ${companyId} and later.supersedes = chain.reading_id
    )
    select * from chain where not exists (select from metering_reading later where later.company_id = ${companyId} and later.supersedes = chain.reading_id)`,
  );
  return new Map(
    found.map((row) => [
      chainKeyOf({ meterId: row.meter_id, readOn: row.read_on, kind: row.kind }),
      { readingId: row.reading_id, registers: row.registers },
    ]),
  );
}

export const chainKeyOf = ({
  meterId,
  readOn,
  kind,
}: {
  readonly meterId: string;
  readonly readOn: string;
  readonly kind: string;
}): string => `${meterId} ${readOn} ${kind}`;
