import type { SelfReadingAccepted } from '../metering/index.js';
import type { CustomerChanged } from '../parties/index.js';
import type { EventHandlers } from '../platform/outbox.js';
import { ACTIVITY_EXPORTED, recordActivity } from './record-activity.js';
import { fulfilActivity } from './store.pg.js';

/** `portal-accounts` stands beside this capability: its event is known by name. */
type AccountRegistered = { readonly accountId: string; readonly customerId: string };

/** Activities that appear by themselves (F108) and are fulfilled when their export is acknowledged (F109). */
export const crmEventHandlers: EventHandlers = {
  'metering.self_reading_accepted': [
    async (context, { payload }) => {
      const { readingId, customerId, supplyId, readOn, registers } = payload as SelfReadingAccepted;
      await recordActivity(context, {
        kind: 'self_reading',
        cause: `self_reading:${readingId}`,
        customerId,
        supplyId,
        channel: 'portal',
        facts: { readOn, registers },
      });
    },
  ],
  'portal_accounts.registered': [
    async (context, { payload }) => {
      const { accountId, customerId } = payload as AccountRegistered;
      await recordActivity(context, {
        kind: 'registration',
        cause: `registration:${accountId}`,
        customerId,
        supplyId: null,
        channel: 'portal',
        facts: {},
      });
    },
  ],
  'parties.customer_changed': [
    async (context, { payload }) => {
      const { customerId, version, fields } = payload as CustomerChanged;
      await recordActivity(context, {
        kind: 'personal_data_change',
        cause: `customer:${customerId}:${version}`,
        customerId,
        supplyId: null,
        channel: 'portal',
        facts: { fields },
      });
    },
  ],
  [ACTIVITY_EXPORTED]: [
    async ({ db, companyId, clock }, { payload }) =>
      fulfilActivity(db, companyId, payload['activityId'] as string, clock.now()),
  ],
};
