import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { contextOf } from '../../../testkit/src/builders.js';
import { movingClock } from '../../../testkit/src/moving-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../testkit/src/test-database.js';
import { crmEventHandlers } from '../crm/index.js';
import { selfReadingAccepted } from '../metering/events.js';
import { changeProfile, showProfile } from '../parties/change-profile.js';
import type { CustomerActor } from '../platform/context.js';
import { rows, withCompany } from '../platform/database.js';
import { announce, deliverEvents } from '../platform/outbox.js';
import { inventDemoCompany, seedDemo } from './index.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);
const giulia = demo.storyCustomers.get('giulia');
assert.ok(giulia);
const actor: CustomerActor = {
  kind: 'customer',
  accountId: giulia.customerId,
  sessionId: giulia.customerId,
  customerId: giulia.customerId,
};
const { companyId } = demo.company;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await withCompany(database.app.db, companyId, (db) => seedDemo(db, demo));
});
afterAll(() => database.close());

const clock = movingClock(today);
const as = <T>(work: (context: ReturnType<typeof contextOf<CustomerActor>>) => Promise<T>): Promise<T> =>
  withCompany(database.app.db, companyId, (db) => work(contextOf(db, demo.company, clock, actor)));
const deliverAll = async () => {
  while (
    (await deliverEvents(
      database.app.db,
      (db) => contextOf(db, demo.company, clock, { kind: 'system', name: 'worker' }),
      companyId,
      crmEventHandlers,
    )) > 0
  );
};
const activities = () =>
  as(({ db }) =>
    rows(
      db,
      sql<{
        number: string;
        kind: string;
        state: string;
        facts: unknown;
      }>`select number, kind, state, facts from crm_activity order by number`,
    ),
  );

test('an address change is stored with its history, an older version is refused', async () => {
  const profile = await as((context) => showProfile(context));
  assert.ok(profile.ok);
  const { street, postalCode, city, province, country, email, phone, pec, language, version } = profile.value;
  const change = { street, postalCode, city, province, country, email, phone, pec, language };
  const wrong = await as((context) => changeProfile(context, { ...change, email: 'giulia@', version }));
  assert.deepEqual(wrong, { ok: false, refusal: { code: 'parties.wrong_email', field: 'email' } });
  const changed = await as((context) =>
    changeProfile(context, { ...change, street: 'via Nuova 2', phone: '', version }),
  );
  assert.ok(changed.ok);
  assert.deepEqual(
    [changed.value.street, changed.value.phone, changed.value.version],
    ['via Nuova 2', null, version + 1],
  );
  const late = await as((context) => changeProfile(context, { ...change, version }));
  assert.deepEqual(late, { ok: false, refusal: { code: 'parties.changed_meanwhile', version: version + 1 } });
  const history = await as(({ db }) =>
    rows(db, sql<{ changes: Record<string, unknown> }>`select changes from parties_customer_change`),
  );
  assert.deepEqual(
    history.map(({ changes }) => Object.keys(changes).toSorted()),
    [['phone', 'street']],
  );
});

test('events become numbered activities, fulfilled once the export is acknowledged; a repeated event makes none', async () => {
  const supply = demo.supplies.find(({ customerId }) => customerId === giulia.customerId);
  assert.ok(supply);
  const event = selfReadingAccepted({
    readingId: supply.contractId,
    supplyId: supply.supplyId,
    supplyPointId: supply.supplyPointId,
    customerId: giulia.customerId,
    readOn: today,
    registers: { M: '1200' },
  });
  await as(async (context) => {
    await announce(context, event);
    await announce(context, event);
    await announce(context, {
      kind: 'portal_accounts.registered',
      payload: { accountId: giulia.customerId, customerId: giulia.customerId },
    });
  });
  await deliverAll();
  assert.deepEqual(await activities(), [
    {
      number: 'A-2026-000001',
      kind: 'personal_data_change',
      state: 'fulfilled',
      facts: { fields: ['phone', 'street'] },
    },
    {
      number: 'A-2026-000002',
      kind: 'self_reading',
      state: 'fulfilled',
      facts: { readOn: '2026-11-22', registers: { M: '1200' } },
    },
    { number: 'A-2026-000003', kind: 'registration', state: 'fulfilled', facts: {} },
  ]);
});
