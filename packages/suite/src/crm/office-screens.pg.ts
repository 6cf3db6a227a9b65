import { type Cents, formatCents } from '@sportello/kernel/money';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { maybeRow, oneRow, rows } from '../platform/database.js';
import { PAGE_SIZE, type RequestOf, type ResponseOf } from '../platform/route.js';
import type {
  activitiesRoute,
  activityRoute,
  customerMessagesRoute,
  customerTimelineRoute,
  todayRoute,
} from './office-api.js';

type Activity = ResponseOf<typeof activitiesRoute>['rows'][number];

const ACTIVITY =
  sql.raw(`activity.activity_id as "activityId", activity.number, activity.kind, activity.state, activity.channel,
  activity.customer_id as "customerId", customer.code as "customerCode",
  coalesce(customer.company_name, customer.last_name || ' ' || customer.first_name) as "customerName",
  activity.supply_id as "supplyId", supply.supply_point_id as "supplyPointId", point.code as "pointCode",
  activity.created_at as "createdAt", activity.fulfilled_at as "fulfilledAt"`);
const ACTIVITY_TABLES = sql.raw(`crm_activity activity
  join parties_customer customer using (company_id, customer_id)
  left join contracts_supply supply on supply.company_id = activity.company_id and supply.supply_id = activity.supply_id
  left join supply_points_point point on point.company_id = activity.company_id and point.supply_point_id = supply.supply_point_id`);

const latestActivities = (
  { db, companyId }: Context,
  condition: RawBuilder<unknown>,
  limit: number,
  offset: number,
): Promise<Activity[]> =>
  rows(
    db,
    sql<Activity>`select ${ACTIVITY} from ${ACTIVITY_TABLES}
    where activity.company_id = ${companyId} and ${condition}
    order by activity.created_at desc, activity.number desc limit ${limit} offset ${offset}`,
  );

export async function showActivities(
  context: Context,
  { kind, state, channel, customerId, page }: RequestOf<typeof activitiesRoute>,
): Promise<Result<ResponseOf<typeof activitiesRoute>, never>> {
  const { db, companyId } = context;
  const others = sql`(${kind ?? null}::text is null or activity.kind = ${kind ?? null})
    and (${channel ?? null}::text is null or activity.channel = ${channel ?? null})
    and (${customerId ?? null}::uuid is null or activity.customer_id = ${customerId ?? null})`;
  const states = await rows(
    db,
    sql<{ state: 'new' | 'fulfilled'; count: number }>`
    select state, count(*)::int as count from crm_activity activity where company_id = ${companyId} and ${others} group by state`,
  );
  const found = await latestActivities(
    context,
    sql`${others} and (${state ?? null}::text is null or activity.state = ${state ?? null})`,
    PAGE_SIZE,
    (page - 1) * PAGE_SIZE,
  );
  const total = states
    .filter((row) => state === undefined || row.state === state)
    .reduce((sum, { count }) => sum + count, 0);
  return ok({ total, pageSize: PAGE_SIZE, states, rows: found });
}

export async function showActivity(
  { db, companyId }: Context,
  { activityId }: RequestOf<typeof activityRoute>,
): Promise<Result<ResponseOf<typeof activityRoute>, { readonly code: 'crm.activity_not_found' }>> {
  const found = await maybeRow(
    db,
    sql<ResponseOf<typeof activityRoute>>`
    select ${ACTIVITY}, activity.facts from ${ACTIVITY_TABLES}
    where activity.company_id = ${companyId} and activity.activity_id = ${activityId}`,
  );
  return found === null ? refuse({ code: 'crm.activity_not_found' }) : ok(found);
}

type Entry = ResponseOf<typeof customerTimelineRoute>['entries'][number];
const OF_EACH_KIND = 200;

export async function showTimeline(
  { db, companyId }: Context,
  { customerId }: RequestOf<typeof customerTimelineRoute>,
): Promise<Result<ResponseOf<typeof customerTimelineRoute>, never>> {
  const ofCustomer = sql`company_id = ${companyId} and customer_id = ${customerId}`;
  const entries = await rows(
    db,
    sql<Entry & { readonly moment: string }>`
    (select 'invoice' as kind, issued_on::text as at, created_at as moment, invoice_id::text as id, number as title, total_cents::text as detail
      from invoicing_invoice where ${ofCustomer} order by issued_on desc limit ${OF_EACH_KIND})
    union all
    (select 'activity', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), created_at, activity_id::text, number, kind
      from crm_activity where ${ofCustomer} order by created_at desc limit ${OF_EACH_KIND})
    union all
    (select 'message', to_char(coalesce(sent_at, queued_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(sent_at, queued_at),
        message_id::text, subject, state
      from messaging_message where ${ofCustomer} order by queued_at desc limit ${OF_EACH_KIND})
    union all
    (select 'data_change', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), at, change_id::text,
        (select string_agg(field, ',' order by field) from jsonb_object_keys(changes) field), actor_kind
      from parties_customer_change where ${ofCustomer} order by at desc limit ${OF_EACH_KIND})
    union all
    (select 'reading', reading.read_on::text, reading.accepted_at, point.supply_point_id::text, point.code, reading.kind
      from contracts_supply supply
      join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
      join metering_reading reading on reading.company_id = supply.company_id and reading.supply_point_id = supply.supply_point_id
        and reading.read_on >= supply.starts_on - 1 and (supply.ends_on_exclusive is null or reading.read_on < supply.ends_on_exclusive)
      where supply.company_id = ${companyId} and supply.customer_id = ${customerId}
      order by reading.read_on desc limit ${OF_EACH_KIND})
    union all
    (select 'supply_start', supply.starts_on::text, supply.starts_on::timestamptz, supply.supply_point_id::text, point.code, supply.commodity
      from contracts_supply supply
      join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
      where supply.company_id = ${companyId} and supply.customer_id = ${customerId})
    union all
    (select 'supply_end', (supply.ends_on_exclusive - 1)::text, supply.ends_on_exclusive::timestamptz, supply.supply_point_id::text, point.code, supply.commodity
      from contracts_supply supply
      join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
      where supply.company_id = ${companyId} and supply.customer_id = ${customerId} and supply.ends_on_exclusive is not null)
    order by at desc, moment desc`,
  );
  return ok({
    entries: entries.map((entry) =>
      entry.kind === 'invoice' ? { ...entry, detail: formatCents(BigInt(entry.detail) as Cents) } : entry,
    ),
  });
}

type Messages = ResponseOf<typeof customerMessagesRoute>;

export const showMessages = async (
  { db, companyId }: Context,
  { customerId }: RequestOf<typeof customerMessagesRoute>,
): Promise<Result<Messages, never>> =>
  ok({
    rows: await rows(
      db,
      sql<Messages['rows'][number]>`
      select message_id as "messageId", template, subject, to_address as "toAddress", state, attempts, last_answer as "lastAnswer",
        queued_at as "queuedAt", sent_at as "sentAt"
      from messaging_message where company_id = ${companyId} and customer_id = ${customerId} order by queued_at desc limit 200`,
    ),
  });

export async function showToday(context: Context): Promise<Result<ResponseOf<typeof todayRoute>, never>> {
  const { db, companyId, clock } = context;
  const worklist = await rows(
    db,
    sql<{ reason: string; count: number }>`
    select reason, count(*)::int as count from metering_worklist where company_id = ${companyId} and state = 'open'
    group by reason order by count desc, reason`,
  );
  const counts = await oneRow(
    db,
    sql<{ newActivities: number; messagesToCheck: number }>`
    select (select count(*)::int from crm_activity where company_id = ${companyId} and state = 'new') as "newActivities",
      (select count(*)::int from messaging_message where company_id = ${companyId} and state in ('failed', 'to_check')) as "messagesToCheck"`,
  );
  const activities = await latestActivities(context, sql`true`, 8, 0);
  return ok({ today: clock.today(), worklist, ...counts, activities });
}
