import type { Instant, LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { type Db, maybeRow, rows } from '../platform/database.js';
import { inBatches } from '../platform/in-batches.js';
import type { Reading, ReadingKind, RegisterValues } from './domain/reading.js';

/** A reading with where it belongs, how it came and what it rectifies. */
export type StoredReading = Reading & {
  readonly supplyPointId: string;
  readonly source: 'portal' | 'office' | 'file' | 'import' | 'demo';
  readonly fileId: string | null;
  /** The reading this one rectifies. */
  readonly supersedes: string | null;
  readonly acceptedAt: Instant;
};

type ReadingRow = {
  reading_id: string;
  supply_point_id: string;
  meter_id: string;
  read_on: LocalDate;
  kind: ReadingKind;
  registers: RegisterValues;
  source: StoredReading['source'];
  file_id: string | null;
  supersedes: string | null;
  accepted_at: Instant;
};
const readingFromRow = (row: ReadingRow): StoredReading => ({
  readingId: row.reading_id,
  supplyPointId: row.supply_point_id,
  meterId: row.meter_id,
  readOn: row.read_on,
  kind: row.kind,
  registers: row.registers,
  source: row.source,
  fileId: row.file_id,
  supersedes: row.supersedes,
  acceptedAt: row.accepted_at,
});

/** Readings in force of these points, oldest first: not rectified by a later one, and not taken away by one without registers. */
export async function findReadingsInForce(
  db: Db,
  companyId: string,
  supplyPointIds: readonly string[],
): Promise<readonly StoredReading[]> {
  const found = await rows(
    db,
    sql<ReadingRow>`
    select reading_id, supply_point_id, meter_id, read_on, kind, registers, source, file_id, supersedes, accepted_at
    from metering_reading r
    where company_id = ${companyId} and supply_point_id = any(${supplyPointIds as string[]}::uuid[])
      and registers <> '{}'
      and not exists (select from metering_reading later where later.company_id = r.company_id and later.supersedes = r.reading_id)
    order by supply_point_id, read_on, accepted_at`,
  );
  return found.map(readingFromRow);
}

export const insertReadings = (db: Db, companyId: string, readings: readonly StoredReading[]): Promise<void> =>
  inBatches(readings, (json) =>
    sql`insert into metering_reading (company_id, reading_id, supply_point_id, meter_id, read_on, kind, registers, source,
        file_id, supersedes, accepted_at)
      select ${companyId}, "readingId", "supplyPointId", "meterId", "readOn", kind, registers, source, "fileId", supersedes, "acceptedAt"
      from jsonb_to_recordset(${json}::jsonb) as j("readingId" uuid, "supplyPointId" uuid, "meterId" uuid, "readOn" date, kind text,
        registers jsonb, source text, "fileId" uuid, supersedes uuid, "acceptedAt" timestamptz)`.execute(db),
  );

/** A day of a load curve: 92, 96 or 100 quarter-hours in watt-hours. The highest version of a day is in force. */
export type CurveDay = {
  readonly supplyPointId: string;
  readonly day: LocalDate;
  readonly version: number;
  readonly quarterWh: readonly number[];
  readonly fileId: string;
};

type CurveRow = { supply_point_id: string; day: LocalDate; version: number; quarter_wh: number[]; file_id: string };

/** Curves in force of these points from `from` (included) to `toExclusive`. */
export async function findCurvesInForce(
  db: Db,
  companyId: string,
  supplyPointIds: readonly string[],
  { from, toExclusive }: { readonly from: LocalDate; readonly toExclusive: LocalDate },
): Promise<readonly CurveDay[]> {
  const found = await rows(
    db,
    sql<CurveRow>`
    select distinct on (supply_point_id, day) supply_point_id, day, version, quarter_wh, file_id from metering_curve
    where company_id = ${companyId} and supply_point_id = any(${supplyPointIds as string[]}::uuid[])
      and day >= ${from} and day < ${toExclusive}
    order by supply_point_id, day, version desc`,
  );
  return found.map((row) => ({
    supplyPointId: row.supply_point_id,
    day: row.day,
    version: row.version,
    quarterWh: row.quarter_wh,
    fileId: row.file_id,
  }));
}

export const insertCurves = (db: Db, companyId: string, curves: readonly CurveDay[]): Promise<void> =>
  inBatches(curves, (json) =>
    sql`insert into metering_curve (company_id, supply_point_id, day, version, quarter_wh, file_id)
      select ${companyId}, "supplyPointId", day, version, array(select jsonb_array_elements_text("quarterWh")::int), "fileId"
      from jsonb_to_recordset(${json}::jsonb) as j("supplyPointId" uuid, day date, version int, "quarterWh" jsonb, "fileId" uuid)`.execute(
      db,
    ),
  );

/** A measurement file as received, with what its import answered. */
export type MeasureFile = {
  readonly fileId: string;
  readonly sha256: string;
  readonly name: string;
  readonly flow: string;
  readonly outcome: unknown;
  readonly content: Uint8Array;
  readonly loadedBy: string;
  readonly loadedAt: Instant;
};

export async function findFileByHash(
  db: Db,
  companyId: string,
  sha256: string,
): Promise<{ fileId: string; loadedAt: Instant; outcome: unknown } | null> {
  const row = await maybeRow(
    db,
    sql<{ file_id: string; loaded_at: Instant; outcome: unknown }>`
    select file_id, loaded_at, outcome from metering_file where company_id = ${companyId} and sha256 = ${sha256}`,
  );
  return row === null ? null : { fileId: row.file_id, loadedAt: row.loaded_at, outcome: row.outcome };
}

export async function insertFile(db: Db, companyId: string, file: MeasureFile): Promise<void> {
  await sql`insert into metering_file (company_id, file_id, sha256, name, flow, size_bytes, outcome, content, loaded_by, loaded_at)
    values (${companyId}, ${file.fileId}, ${file.sha256}, ${file.name}, ${file.flow}, ${file.content.byteLength},
      ${JSON.stringify(file.outcome)}, ${Buffer.from(file.content)}, ${file.loadedBy}, ${file.loadedAt})`.execute(db);
}

/** Until the end of the transaction no other import of this company starts. */
export async function lockImports(db: Db, companyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`metering.import ${companyId}`}, 0))`.execute(db);
}

/** A record of a file that a person must look at; `record` is null when it could not even be read. */
export type WorklistItem = {
  readonly itemId: string;
  readonly fileId: string;
  readonly lineNo: number;
  readonly pointCode: string;
  readonly reason: string;
  readonly facts: unknown;
  readonly record: unknown;
};
export type StoredWorklistItem = WorklistItem & { readonly state: 'open' | 'applied' | 'discarded' };

export const insertWorklist = (db: Db, companyId: string, items: readonly WorklistItem[]): Promise<void> =>
  inBatches(items, (json) =>
    sql`insert into metering_worklist (company_id, item_id, file_id, line_no, point_code, reason, facts, record)
      select ${companyId}, "itemId", "fileId", "lineNo", "pointCode", reason, facts, coalesce(record, 'null'::jsonb)
      from jsonb_to_recordset(${json}::jsonb) as j("itemId" uuid, "fileId" uuid, "lineNo" int, "pointCode" text, reason text, facts jsonb, record jsonb)`.execute(
      db,
    ),
  );

export async function lockWorklistItem(db: Db, companyId: string, itemId: string): Promise<StoredWorklistItem | null> {
  return maybeRow(
    db,
    sql<StoredWorklistItem>`
    select item_id as "itemId", file_id as "fileId", line_no as "lineNo", point_code as "pointCode", reason, facts, record, state
    from metering_worklist where company_id = ${companyId} and item_id = ${itemId} for update`,
  );
}

export async function closeWorklistItem(
  db: Db,
  companyId: string,
  {
    itemId,
    state,
    note,
    closedBy,
    closedAt,
  }: {
    readonly itemId: string;
    readonly state: 'applied' | 'discarded';
    readonly note: string | null;
    readonly closedBy: string;
    readonly closedAt: Instant;
  },
): Promise<void> {
  await sql`update metering_worklist set state = ${state}, note = ${note}, closed_by = ${closedBy}, closed_at = ${closedAt}
    where company_id = ${companyId} and item_id = ${itemId}`.execute(db);
}
