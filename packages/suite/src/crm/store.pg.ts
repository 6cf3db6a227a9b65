import type { Instant } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { type Db, maybeRow, oneRow } from '../platform/database.js';

/** An activity (attività): what a customer asked or did, with its state. */
export type Activity = {
  readonly activityId: string;
  readonly number: string;
  readonly kind: 'registration' | 'self_reading' | 'personal_data_change';
  /** Natural key of what caused it: the same event never makes two. */
  readonly cause: string;
  readonly customerId: string;
  readonly supplyId: string | null;
  readonly channel: 'portal' | 'office';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
};

/** The last number of the year; nobody else takes one until the end of the transaction. */
export async function lockCounter(db: Db, companyId: string, year: number): Promise<number> {
  await sql`insert into crm_counter (company_id, year, last) values (${companyId}, ${year}, 0) on conflict do nothing`.execute(
    db,
  );
  const { last } = await oneRow(
    db,
    sql<{ last: number }>`select last from crm_counter where company_id = ${companyId} and year = ${year} for update`,
  );
  return last;
}

export async function hasActivity(db: Db, companyId: string, cause: string): Promise<boolean> {
  return (
    (await maybeRow(db, sql`select from crm_activity where company_id = ${companyId} and cause = ${cause}`)) !== null
  );
}

/** Insert the activity that takes the number `sequence` of the year. */
export async function insertActivity(
  db: Db,
  companyId: string,
  activity: Activity,
  { year, sequence }: { readonly year: number; readonly sequence: number },
): Promise<void> {
  await sql`update crm_counter set last = ${sequence} where company_id = ${companyId} and year = ${year}`.execute(db);
  await sql`insert into crm_activity (company_id, activity_id, number, kind, cause, customer_id, supply_id, channel, facts, created_at)
    values (${companyId}, ${activity.activityId}, ${activity.number}, ${activity.kind}, ${activity.cause}, ${activity.customerId},
      ${activity.supplyId}, ${activity.channel}, ${JSON.stringify(activity.facts)}, ${activity.createdAt})`.execute(db);
}

/** Repeated, it changes nothing: the first instant stays. */
export async function fulfilActivity(
  db: Db,
  companyId: string,
  activityId: string,
  fulfilledAt: Instant,
): Promise<void> {
  await sql`update crm_activity set state = 'fulfilled', fulfilled_at = ${fulfilledAt}
    where company_id = ${companyId} and activity_id = ${activityId} and state = 'new'`.execute(db);
}
