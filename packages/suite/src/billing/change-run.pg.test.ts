import assert from 'node:assert/strict';
import type { Instant } from '@sportello/kernel/calendar';
import { loadRegulated, runJobs, workAll } from '@sportello/testkit/billing-office';
import { TEST_SECRET } from '@sportello/testkit/builders';
import { generateSupplies, MASS_ISSUE, MASS_PERIOD } from '@sportello/testkit/mass-supplies';
import { createTestDatabase, superuserUrlOf, type TestDatabase } from '@sportello/testkit/test-database';
import { afterAll, beforeAll, test } from 'vitest';
import { fixedClock } from '../platform/clock.js';
import type { Company, Context } from '../platform/context.js';
import { withCompany } from '../platform/database.js';
import { changeRun } from './change-run.js';
import { openRun } from './open-run.js';

let database: TestDatabase;
let company: Company;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await generateSupplies(database.app, superuserUrlOf(database), 4);
});
afterAll(() => database.close());

const inCompany = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
  withCompany(database.app.db, company.companyId, (db) =>
    work({
      db,
      company,
      companyId: company.companyId,
      clock: fixedClock(`${MASS_ISSUE.issueOn}T05:00:00.000Z` as Instant),
      actor: { kind: 'system', name: 'test' },
      secret: TEST_SECRET,
      publicUrl: 'http://localhost:4000',
    }),
  );

test('a run paused after its last lot and before it was closed is computed when it is resumed', async () => {
  const { 'billing.close_run': closeRun, ...withoutClosing } = runJobs(await loadRegulated());
  assert.ok(closeRun !== undefined);
  const opened = await inCompany((context) =>
    openRun(context, {
      mode: 'final',
      commodity: null,
      periodFrom: MASS_PERIOD.from,
      periodToExclusive: MASS_PERIOD.toExclusive,
      ...MASS_ISSUE,
    }),
  );
  assert.ok(opened.ok);
  const { runId } = opened.value;
  await workAll(database.app, company, withoutClosing);
  assert.deepEqual(await inCompany((context) => changeRun('pause')(context, { runId })), {
    ok: true,
    value: { state: 'paused' },
  });
  await workAll(database.app, company, { 'billing.close_run': closeRun });
  assert.deepEqual(await inCompany((context) => changeRun('resume')(context, { runId })), {
    ok: true,
    value: { state: 'computed' },
  });
});
