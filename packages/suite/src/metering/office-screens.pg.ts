import { ok, type Result, refuse } from '@sportello/kernel/result';
import { sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow, rows } from '../platform/database.js';
import { PAGE_SIZE, type RequestOf, type ResponseOf } from '../platform/route.js';
import type { measureFilesRoute, pointReadingsRoute, worklistItemRoute, worklistRoute } from './office-api.js';

const pageOf = (page: number) => sql`limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`;

export async function showReadingsOfPoint(
  { db, companyId }: Context,
  { supplyPointId, page }: RequestOf<typeof pointReadingsRoute>,
): Promise<Result<ResponseOf<typeof pointReadingsRoute>, never>> {
  const ofPoint = sql`reading.company_id = ${companyId} and reading.supply_point_id = ${supplyPointId}`;
  const { total } = await oneRow(
    db,
    sql<{ total: number }>`select count(*)::int as total from metering_reading reading where ${ofPoint}`,
  );
  const found = await rows(
    db,
    sql<ResponseOf<typeof pointReadingsRoute>['rows'][number]>`
    select reading.reading_id as "readingId", reading.read_on as "readOn", reading.kind, meter.serial_number as "serialNumber",
      reading.registers, reading.source, file.name as "fileName", reading.accepted_at as "acceptedAt",
      not exists (select from metering_reading later
        where later.company_id = reading.company_id and later.supersedes = reading.reading_id) as "inForce"
    from metering_reading reading
    join supply_points_meter meter using (company_id, meter_id)
    left join metering_file file on file.company_id = reading.company_id and file.file_id = reading.file_id
    where ${ofPoint} order by reading.read_on desc, reading.accepted_at desc, reading.reading_id ${pageOf(page)}`,
  );
  return ok({ total, pageSize: PAGE_SIZE, rows: found });
}

export async function showMeasureFiles(
  { db, companyId }: Context,
  { page }: RequestOf<typeof measureFilesRoute>,
): Promise<Result<ResponseOf<typeof measureFilesRoute>, never>> {
  const { total } = await oneRow(
    db,
    sql<{ total: number }>`select count(*)::int as total from metering_file where company_id = ${companyId}`,
  );
  const found = await rows(
    db,
    sql<ResponseOf<typeof measureFilesRoute>['rows'][number]>`
    with page as materialized (
      select file_id, name, flow, size_bytes, loaded_at, loaded_by from metering_file where company_id = ${companyId}
      order by loaded_at desc, file_id ${pageOf(page)})
    select file_id as "fileId", name, flow, size_bytes::int as "sizeBytes", loaded_at as "loadedAt", loaded_by as "loadedBy",
      (select count(*)::int from metering_reading r where r.company_id = ${companyId} and r.file_id = page.file_id) as readings,
      (select count(*)::int from metering_curve c where c.company_id = ${companyId} and c.file_id = page.file_id) as "curveDays",
      (select count(*)::int from metering_worklist w where w.company_id = ${companyId} and w.file_id = page.file_id and w.state = 'open') as "openItems"
    from page order by loaded_at desc, file_id`,
  );
  return ok({ total, pageSize: PAGE_SIZE, rows: found });
}

type Item = ResponseOf<typeof worklistItemRoute>;

const itemColumns = sql`item.item_id as "itemId", file.name as "fileName", file.flow, item.line_no as "lineNo", item.point_code as "pointCode",
  point.supply_point_id as "supplyPointId", item.reason, item.facts, item.state, item.created_at as "createdAt"`;
const itemTables = sql`metering_worklist item
  join metering_file file using (company_id, file_id)
  left join supply_points_point point on point.company_id = item.company_id and point.code = left(item.point_code, 14)`;

export async function showWorklist(
  { db, companyId }: Context,
  { state, reason, page }: RequestOf<typeof worklistRoute>,
): Promise<Result<ResponseOf<typeof worklistRoute>, never>> {
  const reasons = await rows(
    db,
    sql<{ reason: string; count: number }>`
    select reason, count(*)::int as count from metering_worklist
    where company_id = ${companyId} and state = ${state} group by reason order by count desc, reason`,
  );
  const found = await rows(
    db,
    sql<ResponseOf<typeof worklistRoute>['rows'][number]>`
    select ${itemColumns} from ${itemTables}
    where item.company_id = ${companyId} and item.state = ${state} and (${reason ?? null}::text is null or item.reason = ${reason ?? null})
    order by item.created_at, item.file_id, item.line_no, item.item_id ${pageOf(page)}`,
  );
  const total = reasons
    .filter((row) => reason === undefined || row.reason === reason)
    .reduce((sum, { count }) => sum + count, 0);
  return ok({ total, pageSize: PAGE_SIZE, reasons, rows: found });
}

export async function showWorklistItem(
  { db, companyId }: Context,
  { itemId }: RequestOf<typeof worklistItemRoute>,
): Promise<Result<Item, { readonly code: 'metering.item_not_found' }>> {
  const found = await maybeRow(
    db,
    sql<Item>`
    select ${itemColumns}, item.record, item.note, item.closed_by as "closedBy", item.closed_at as "closedAt"
    from ${itemTables} where item.company_id = ${companyId} and item.item_id = ${itemId}`,
  );
  return found === null ? refuse({ code: 'metering.item_not_found' }) : ok(found);
}
