import { yearOf } from '@sportello/kernel/calendar';
import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { announce } from '../platform/outbox.js';
import { type Activity, hasActivity, insertActivity, lockCounter } from './store.pg.js';

export type NewActivity = Omit<Activity, 'activityId' | 'number' | 'createdAt'>;

/**
 * Record what a customer did, born `new`, with the next number of the year (`A-2026-000123`, no gaps), and announce
 * its export to the billing side. The same cause again changes nothing.
 */
export async function recordActivity(context: Context, activity: NewActivity): Promise<void> {
  const { db, companyId, clock } = context;
  const year = yearOf(clock.today());
  const last = await lockCounter(db, companyId, year);
  if (await hasActivity(db, companyId, activity.cause)) return;
  const sequence = last + 1;
  const activityId = newId();
  const number = `A-${year}-${String(sequence).padStart(6, '0')}`;
  await insertActivity(db, companyId, { ...activity, activityId, number, createdAt: clock.now() }, { year, sequence });
  await announce(context, { kind: ACTIVITY_EXPORTED, payload: { activityId } });
}

/** The billing side has taken the activity over. Our own core does so by the outbox; an ERP will by its connector. */
export const ACTIVITY_EXPORTED = 'crm.activity_exported';
