import { assert } from '@sportello/kernel/result';
import { Kysely, PostgresDialect, type sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { sha256Hex } from './secrets.js';

/** A pool, or the connection of one transaction. Queries are plain SQL through the `sql` template, never a builder (ADR 0011). */
export type Db = Kysely<unknown>;
export type Pool = { readonly db: Kysely<unknown>; readonly pool: pg.Pool; readonly close: () => Promise<void> };

// DATE and TIMESTAMP as text (a JavaScript Date would shift days), int8 and numeric as text, timestamptz as ISO UTC.
const TYPES = new pg.TypeOverrides();
TYPES.setTypeParser(1082, (text: string) => text);
TYPES.setTypeParser(1114, (text: string) => text);
TYPES.setTypeParser(1184, (text: string) => new Date(text).toISOString());
TYPES.setTypeParser(20, (text: string) => text);

const CLIENT_LIMITS = '-c statement_timeout=120000 -c lock_timeout=15000 -c idle_in_transaction_session_timeout=120000';

export function openPool(
  url: string,
  { maxConnections = 10, role }: { maxConnections?: number; role?: string } = {},
): Pool {
  const options = role === undefined ? CLIENT_LIMITS : `${CLIENT_LIMITS} -c role=${role}`;
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    options,
    types: TYPES,
    connectionTimeoutMillis: 10_000,
    application_name: 'sportello',
  });
  // A broken idle connection is replaced at the next request; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So is one that breaks while a transaction holds it, between two queries: the next query fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  POOL_OF.set(db, pool);
  return { db, pool, close: () => db.destroy() };
}

const POOL_OF = new WeakMap<Kysely<unknown>, pg.Pool>();
/** The connection of a transaction, and the staging tables that have rows in it. */
const TRANSACTION_OF = new WeakMap<Db, { readonly client: pg.PoolClient; readonly staged: Set<string> }>();

/**
 * One transaction as one company: row-level security shows and accepts only its rows. The `Db` given to the work
 * is bound to the transaction's connection, for queries and for `copyRows` alike.
 */
export async function withCompany<T>(
  db: Kysely<unknown>,
  companyId: string,
  work: (trx: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const pool = POOL_OF.get(db);
  assert(pool !== undefined, 'withCompany opens a transaction: give it the Db of a pool, not of another transaction');
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query(`select set_config('app.company', $1, true)`, [companyId]);
    const bound = { query: client.query.bind(client), release: () => undefined };
    const trx = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: { connect: async () => bound as never, end: async () => undefined } }),
    });
    TRANSACTION_OF.set(trx, { client, staged: new Set() });
    const result = await work(trx);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Run a query and give its rows. */
export const rows = async <Row>(db: Db, query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await query.execute(db)).rows;

/** Run a query that finds one row or none. */
export const maybeRow = async <Row>(db: Db, query: ReturnType<typeof sql<Row>>): Promise<Row | null> =>
  (await query.execute(db)).rows[0] ?? null;

/** Run a query that must find exactly one row. */
export async function oneRow<Row>(db: Db, query: ReturnType<typeof sql<Row>>): Promise<Row> {
  const found = (await query.execute(db)).rows;
  assert(found.length === 1 && found[0] !== undefined, `exactly one row expected, found ${found.length}`);
  return found[0];
}

export type CopyValue = string | number | bigint | boolean | null;

const escapeCopy = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : text;
const CHUNK = 128 * 1024;

/** One row in COPY text format. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (index > 0) line += '\t';
    line +=
      value === null || value === undefined ? '\\N' : typeof value === 'string' ? escapeCopy(value) : String(value);
  }
  return `${line}\n`;
}

/**
 * Write many rows: the way of every mass write. PostgreSQL refuses COPY into a table under row-level security, so the
 * rows stream into a temporary table of the connection and go on with one INSERT, which the policies check.
 * Back-pressure keeps memory flat.
 *
 * @param target `table (column, …)`, in the order of the lines
 */
export async function copyRows(db: Db, target: string, lines: Iterable<string>): Promise<void> {
  const transaction = TRANSACTION_OF.get(db);
  assert(transaction !== undefined, 'COPY runs inside withCompany');
  const { client, staged } = transaction;
  const match = /^(\w+) \(([\w\s,]+)\)$/.exec(target);
  assert(match !== null, `a target is "table (columns)": ${target}`);
  const [, table, columns] = match;
  const stage = `stage_${table}_${sha256Hex(target).slice(0, 8)}`;
  if (staged.has(stage)) await client.query(`truncate ${stage}`);
  staged.add(stage);
  // Only the named columns, without constraints or defaults: the INSERT brings both. Rows stay whole in their page: what
  // is too long for one is put apart once, in the table itself.
  await client.query(
    `create temp table if not exists ${stage} with (toast_tuple_target = 8160) on commit delete rows as
      select ${columns} from ${table} with no data`,
  );
  await copyInto(client, `${stage} (${columns})`, lines);
  await client.query(`insert into ${table} (${columns}) select ${columns} from ${stage}`);
}

async function copyInto(client: pg.PoolClient, target: string, lines: Iterable<string>): Promise<void> {
  const stream = client.query(copyFrom(`copy ${target} from stdin`));
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  finished.catch(() => undefined);
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    if (!stream.write(chunk)) await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), finished]);
    chunk = '';
  }
  stream.end(chunk);
  await finished;
}
