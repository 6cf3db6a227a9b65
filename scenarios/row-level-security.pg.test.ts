import assert from 'node:assert/strict';
import { checkInvariants } from '@sportello/suite/invariants/index';
import { type Db, openPool, rows, withCompany } from '@sportello/suite/platform/database';
import { newId } from '@sportello/suite/platform/ids';
import { createTestDatabase, superuserUrlOf, type TestDatabase } from '@sportello/testkit/test-database';
import { type BilledCompany, givenTwoCompanies } from '@sportello/testkit/two-companies';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';

// C3 of the reliability plan: the database alone keeps companies apart. No query here names a company.
let database: TestDatabase;
let ours: BilledCompany;
let theirs: BilledCompany;
let tables: readonly string[] = [];
const counts = new Map<string, Map<string, number>>();

/** Rows of tables that a year of billing leaves empty. */
const REMAINING = [
  `insert into platform_idempotency (company_id, route, actor_id, key, body_hash) values ($1, 'r', 'a', '12345678', 'h')`,
  `insert into platform_attempt (company_id, scope, subject, failures, window_started_at) values ($1, 's', 's', 1, now())`,
  `insert into platform_job (company_id, kind, key, payload) values ($1, 'k', 'k', '{}')`,
  `insert into parties_customer_change (company_id, customer_id, actor_kind, actor_id, changes) values ($1, gen_random_uuid(), 'staff', 'a', '{}')`,
  `insert into access_session (company_id, session_id, token_hash, audience, actor_id, created_at, last_seen_at) values ($1, gen_random_uuid(), 'h', 'staff', gen_random_uuid(), now(), now())`,
  `insert into documents_file (company_id, document_id, kind, subject_id, file_name, media_type, sha256, content) values ($1, gen_random_uuid(), 'bill_pdf', gen_random_uuid(), 'f', 'm', 'h', '')`,
  `insert into messaging_message (company_id, message_id, cause, template, language, to_name, to_address, subject, body_text, body_html, next_attempt_at, queued_at)
    values ($1, gen_random_uuid(), 'c', 't', 'it', 'n', 'a@b.example', 's', 't', 'h', now(), now())`,
  `insert into billing_parked (company_id, run_id, supply_id, lot_no, reason, facts) values ($1, gen_random_uuid(), gen_random_uuid(), 1, 'r', '{}')`,
  `insert into portal_accounts_link (company_id, token_hash, purpose, account_id, expires_at) values ($1, 'h', 'recover', gen_random_uuid(), now())`,
  `insert into crm_counter (company_id, year, last) values ($1, 2026, 1)`,
];

beforeAll(async () => {
  database = await createTestDatabase();
  [ours, theirs] = await givenTwoCompanies(database);
  const superuser = new pg.Client({ connectionString: superuserUrlOf(database) });
  await superuser.connect();
  await superuser.query('set session_replication_role = replica');
  for (const { company } of [ours, theirs])
    for (const statement of REMAINING)
      await superuser.query(`${statement} on conflict do nothing`, [company.companyId]);
  const found = await superuser.query<{
    name: string;
  }>(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`);
  tables = found.rows.map(({ name }) => name);
  for (const table of tables) {
    const { rows: counted } = await superuser.query<{ company_id: string; count: string }>(
      `select company_id, count(*) from ${table} group by company_id`,
    );
    counts.set(table, new Map(counted.map(({ company_id, count }) => [company_id, Number(count)])));
  }
  await superuser.end();
});
afterAll(() => database.close());

const countsIn = async (db: Db): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>();
  for (const table of tables)
    found.set(
      table,
      Number((await rows(db, sql<{ count: string }>`select count(*) as count from ${sql.table(table)}`))[0]?.count),
    );
  return found;
};

test('every table holds rows of both companies, so that what follows proves something', () => {
  assert.ok(tables.length >= 35, `${tables.length} tables`);
  for (const table of tables) assert.equal(counts.get(table)?.size, 2, `${table}: add a row of it to REMAINING`);
});

test('the catalogue has no table outside the rule, and no door around it', async () => {
  await withCompany(database.app.db, ours.company.companyId, async (db) => {
    const violations = await checkInvariants(db, ours.company.companyId);
    assert.deepEqual(
      violations
        .filter(({ invariant }) => invariant === 12 || invariant === 6)
        .filter(({ sentence }) => !sentence.includes('reference leads')),
      [],
    );
    const doors = await rows(
      db,
      sql<{ door: string }>`
      select 'role ' || rolname as door from pg_roles where rolname in ('sportello_app', 'sportello_owner') and (rolsuper or rolbypassrls)
      union all select 'member of owner' from pg_auth_members m where m.member = 'sportello_app'::regrole
      union all select 'function ' || proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
      union all select 'view ' || relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
      union all select 'created by app' where has_schema_privilege('sportello_app', 'public', 'create')`,
    );
    assert.deepEqual(doors, []);
  });
});

for (const [name, whose] of [
  ['our', () => ours],
  ['the other', () => theirs],
] as const) {
  test(`a query without any filter, as ${name} company, sees its rows and no others, in every table`, async () => {
    const { companyId } = whose().company;
    await withCompany(database.app.db, companyId, async (db) => {
      for (const [table, count] of await countsIn(db)) {
        // The list of companies is open: a request must find its company before it can be in one.
        const expected = table === 'access_company' ? 2 : counts.get(table)?.get(companyId);
        assert.equal(count, expected, table);
      }
    });
  });
}

for (const [name, context] of [
  ['no', null],
  ['an empty', ''],
  ['an unknown', newId()],
] as const) {
  test(`with ${name} company no row is seen`, async () => {
    const pool = openPool(database.appUrl, { maxConnections: 1 });
    if (context !== null) await sql`select set_config('app.company', ${context}, false)`.execute(pool.db);
    for (const [table, count] of await countsIn(pool.db))
      assert.equal(count, table === 'access_company' ? 2 : 0, table);
    await pool.close();
  });
}

test('what is not a company is an error, not everybody', async () => {
  const pool = openPool(database.appUrl, { maxConnections: 1 });
  await assert.rejects(
    pool.pool.query(`select set_config('app.company', 'all', false); select count(*) from parties_customer`),
    /invalid input syntax for type uuid/,
  );
  await pool.close();
});

test('no row of the other company can be written, changed or deleted, in any table', async () => {
  const { companyId } = ours.company;
  for (const table of tables) {
    const attempt = (query: ReturnType<typeof sql>) =>
      withCompany(database.app.db, companyId, async (db) => (await query.execute(db)).numAffectedRows ?? 0n).catch(
        (error: { code?: string }) => error.code ?? 'failed',
      );
    const other = sql.lit(theirs.company.companyId);
    // 42501: refused by the policy, or because the application has no such right at all.
    const copied = await attempt(sql`insert into ${sql.table(table)} overriding system value
      select (jsonb_populate_record(null::${sql.table(table)}, to_jsonb(r) || jsonb_build_object('company_id', ${other}::text))).* from ${sql.table(table)} r where company_id = platform_company() limit 1`);
    assert.equal(copied, '42501', `${table}: insert`);
    for (const change of [
      sql`update ${sql.table(table)} set company_id = company_id where company_id = ${other}`,
      sql`delete from ${sql.table(table)} where company_id = ${other}`,
    ]) {
      const changed = await attempt(change);
      assert.ok(changed === '42501' || changed === 0n, `${table}: ${String(changed)}`);
    }
    const moved = await attempt(
      sql`update ${sql.table(table)} set company_id = ${other} where company_id = platform_company()`,
    );
    assert.equal(moved, '42501', `${table}: moved away`);
  }
});

test('a connection of the pool keeps nothing of the company before: after a commit, a failure, a rollback', async () => {
  const pool = openPool(database.appUrl, { maxConnections: 1 });
  const seen = async () =>
    (await rows(pool.db, sql<{ count: string }>`select count(*) as count from parties_customer`))[0]?.count;
  await withCompany(pool.db, ours.company.companyId, async () => undefined);
  assert.equal(await seen(), '0');
  await assert.rejects(withCompany(pool.db, ours.company.companyId, (db) => sql`select 1 / 0`.execute(db)));
  assert.equal(await seen(), '0');
  await assert.rejects(withCompany(pool.db, ours.company.companyId, () => Promise.reject(new Error('undo'))));
  assert.equal(await seen(), '0');
  const names = await withCompany(pool.db, theirs.company.companyId, (db) =>
    rows(
      db,
      sql<{
        count: string;
      }>`select count(*) as count from parties_customer where last_name not like 'CANARINO%' and company_name is null`,
    ),
  );
  assert.equal(names[0]?.count, '0');
  await pool.close();
});

test('sabotage: a table without its policy would have been seen', async () => {
  await sql`alter table parties_customer disable row level security`.execute(database.owner.db);
  await withCompany(database.app.db, ours.company.companyId, async (db) => {
    assert.notEqual(
      (await countsIn(db)).get('parties_customer'),
      counts.get('parties_customer')?.get(ours.company.companyId),
    );
    assert.ok(
      (await checkInvariants(db, ours.company.companyId)).some(
        ({ invariant, subject }) => invariant === 12 && subject === 'parties_customer',
      ),
    );
  });
});
