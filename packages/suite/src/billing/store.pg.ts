import { formatCents } from '@sportello/kernel/money';
import { sql } from 'kysely';
import { copyLine, copyRows, type Db, maybeRow, rows } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { sha256Hex } from '../platform/secrets.js';
import { type Bill, canonicalAmounts, lineToJson, packTraces } from './domain/bill.js';
import type { RunState } from './domain/run-lifecycle.js';

export type RunRow = {
  readonly run_id: string;
  readonly number: string;
  readonly mode: 'simulation' | 'final';
  readonly commodity: 'electricity' | 'gas' | null;
  readonly period_from: string;
  readonly period_to_exclusive: string;
  readonly issue_on: string;
  readonly due_on: string;
  readonly state: RunState;
  readonly supply_count: number;
  readonly created_at: string;
};

/** The run, locked against a change of state by others when `lock` asks for it. */
export const findRun = (
  db: Db,
  companyId: string,
  runId: string,
  lock: 'none' | 'share' | 'update' = 'none',
): Promise<RunRow | null> =>
  maybeRow(
    db,
    sql<RunRow>`select run_id, number, mode, commodity, period_from, period_to_exclusive, issue_on, due_on, state, supply_count, created_at
    from billing_run where company_id = ${companyId} and run_id = ${runId} ${lock === 'none' ? sql`` : lock === 'share' ? sql`for share` : sql`for update`}`,
  );

export async function insertRun(
  db: Db,
  run: {
    readonly companyId: string;
    readonly runId: string;
    readonly number: string;
    readonly mode: string;
    readonly commodity: string | null;
    readonly periodFrom: string;
    readonly periodToExclusive: string;
    readonly issueOn: string;
    readonly dueOn: string;
    readonly supplyCount: number;
    readonly createdBy: string;
    readonly createdAt: string;
  },
  lots: readonly (readonly string[])[],
): Promise<void> {
  await sql`insert into billing_run (company_id, run_id, number, mode, commodity, period_from, period_to_exclusive, issue_on, due_on, state, supply_count, created_by, created_at)
    values (${run.companyId}, ${run.runId}, ${run.number}, ${run.mode}, ${run.commodity}, ${run.periodFrom}, ${run.periodToExclusive}, ${run.issueOn}, ${run.dueOn}, 'computing', ${run.supplyCount}, ${run.createdBy}, ${run.createdAt})`.execute(
    db,
  );
  await copyRows(
    db,
    'billing_lot (company_id, run_id, lot_no, supply_ids)',
    lots.map((supplyIds, index) => copyLine([run.companyId, run.runId, index + 1, `{${supplyIds.join(',')}}`])),
  );
}

/** Number of the next run of a month: `2026-11-03`. Serialised by the lock on the company's runs. */
export async function nextRunNumber(db: Db, companyId: string, month: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`billing_run ${companyId}`}, 0))`.execute(db);
  const found = await maybeRow(
    db,
    sql<{ last: number | null }>`
    select max(right(number, 2)::int) as last from billing_run where company_id = ${companyId} and number like ${`${month}-%`}`,
  );
  return `${month}-${String((found?.last ?? 0) + 1).padStart(2, '0')}`;
}

export const setRunState = (db: Db, companyId: string, runId: string, state: RunState, now: string): Promise<unknown> =>
  sql`update billing_run set state = ${state},
      computed_at = case when ${state} = 'computed' then ${now}::timestamptz else computed_at end,
      issued_at = case when ${state} = 'issued' then ${now}::timestamptz else issued_at end
    where company_id = ${companyId} and run_id = ${runId}`.execute(db);

export type LotRow = { readonly supply_ids: string[]; readonly state: 'planned' | 'computed' | 'issued' };
export const lockLot = (db: Db, companyId: string, runId: string, lotNo: number): Promise<LotRow | null> =>
  maybeRow(
    db,
    sql<LotRow>`select supply_ids, state from billing_lot where company_id = ${companyId} and run_id = ${runId} and lot_no = ${lotNo} for update`,
  );

/** Supplies with a contract in force in the period, by customer so that a lot keeps a customer together. */
export async function suppliesInForce(
  db: Db,
  companyId: string,
  commodity: string | null,
  from: string,
  toExclusive: string,
): Promise<readonly string[]> {
  const found = await rows(
    db,
    sql<{ supply_id: string }>`
    select supply_id from contracts_supply
    where company_id = ${companyId} and (${commodity}::text is null or commodity = ${commodity}) and starts_on < ${toExclusive} and (ends_on_exclusive is null or ends_on_exclusive > ${from})
    order by customer_id, supply_id`,
  );
  return found.map(({ supply_id }) => supply_id);
}

/** Runs of the other kind cannot disturb each other; two open final runs over the same supplies would. */
export const openFinalRun = (db: Db, companyId: string): Promise<{ number: string } | null> =>
  maybeRow(
    db,
    sql<{
      number: string;
    }>`select number from billing_run where company_id = ${companyId} and mode = 'final' and state in ('computing', 'paused', 'computed', 'issuing') limit 1`,
  );

export const lotsInState = async (
  db: Db,
  companyId: string,
  runId: string,
  state: LotRow['state'],
): Promise<readonly number[]> =>
  (
    await rows(
      db,
      sql<{
        lot_no: number;
      }>`select lot_no from billing_lot where company_id = ${companyId} and run_id = ${runId} and state = ${state} order by lot_no`,
    )
  ).map(({ lot_no }) => lot_no);

/** Write the outcome of a lot: its bills by COPY, its parked supplies, its figures. All in the job's transaction. */
export async function storeLot(
  db: Db,
  {
    companyId,
    runId,
    lotNo,
    mode,
    now,
  }: {
    readonly companyId: string;
    readonly runId: string;
    readonly lotNo: number;
    readonly mode: string;
    readonly now: string;
  },
  bills: readonly Bill[],
  parked: readonly {
    readonly supplyId: string;
    readonly reason: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[],
): Promise<void> {
  function* lines(): Generator<string> {
    for (const bill of bills) {
      const recalculated =
        Object.keys(bill.shouldBe).length === 0
          ? null
          : JSON.stringify(
              Object.fromEntries(Object.entries(bill.shouldBe).map(([from, should]) => [from, should.map(lineToJson)])),
            );
      yield copyLine([
        companyId,
        runId,
        bill.supplyId,
        newId(),
        lotNo,
        mode,
        bill.customerId,
        bill.commodity,
        bill.period.from,
        bill.period.toExclusive,
        bill.recalculatedFrom,
        bill.actualUntil,
        bill.total,
        bill.taxable,
        bill.vatAmount,
        bill.outsideVat,
        bill.consumption,
        bill.consumptionOrigin,
        JSON.stringify(bill.lines.map(lineToJson)),
        JSON.stringify(packTraces(bill.lines)),
        recalculated,
        JSON.stringify(
          bill.vat.map((row) => ({ class: row.class, taxable: formatCents(row.taxable), vat: formatCents(row.vat) })),
        ),
        JSON.stringify(bill.snapshot),
        sha256Hex(canonicalAmounts(bill)),
        JSON.stringify(bill.issues),
      ]);
    }
  }
  await copyRows(
    db,
    `billing_bill (company_id, run_id, supply_id, bill_id, lot_no, mode, customer_id, commodity, period_from, period_to_exclusive, recalculated_from, actual_until,
    total_cents, taxable_cents, vat_cents, outside_vat_cents, consumption, consumption_origin, lines, traces, should_be_lines, vat, snapshot, amounts_hash, issues)`,
    lines(),
  );
  if (parked.length > 0) {
    await copyRows(
      db,
      'billing_parked (company_id, run_id, supply_id, lot_no, reason, facts)',
      parked.map(({ supplyId, reason, facts }) =>
        copyLine([companyId, runId, supplyId, lotNo, reason, JSON.stringify(facts)]),
      ),
    );
  }
  await sql`update billing_lot l set state = 'computed', computed_at = ${now}, last_error = null, attempts = attempts + 1,
      computed_count = (select count(*) from billing_bill b where b.company_id = l.company_id and b.run_id = l.run_id and b.lot_no = l.lot_no),
      parked_count = ${parked.length},
      total_cents = (select coalesce(sum(total_cents), 0) from billing_bill b where b.company_id = l.company_id and b.run_id = l.run_id and b.lot_no = l.lot_no)
    where company_id = ${companyId} and run_id = ${runId} and lot_no = ${lotNo}`.execute(db);
}

/** Supplies of a lot that already have their bill in this run: a lot tried again computes only the others. */
export async function billedInLot(
  db: Db,
  companyId: string,
  runId: string,
  lotNo: number,
): Promise<ReadonlySet<string>> {
  const found = await rows(
    db,
    sql<{
      supply_id: string;
    }>`select supply_id from billing_bill where company_id = ${companyId} and run_id = ${runId} and lot_no = ${lotNo}`,
  );
  return new Set(found.map(({ supply_id }) => supply_id));
}

export async function forgetParked(db: Db, companyId: string, runId: string): Promise<readonly number[]> {
  const freed = await rows(
    db,
    sql<{
      lot_no: number;
    }>`delete from billing_parked where company_id = ${companyId} and run_id = ${runId} returning lot_no`,
  );
  const lots = [...new Set(freed.map(({ lot_no }) => lot_no))];
  await sql`update billing_lot set state = 'planned', parked_count = 0 where company_id = ${companyId} and run_id = ${runId} and lot_no = any(${lots})`.execute(
    db,
  );
  return lots;
}

export async function deleteBills(db: Db, companyId: string, runId: string): Promise<void> {
  await sql`delete from billing_bill where company_id = ${companyId} and run_id = ${runId}`.execute(db);
  await sql`delete from billing_parked where company_id = ${companyId} and run_id = ${runId}`.execute(db);
}

export const findRunByNumber = async (db: Db, companyId: string, number: string): Promise<string | null> =>
  (
    await maybeRow(
      db,
      sql<{ run_id: string }>`select run_id from billing_run where company_id = ${companyId} and number = ${number}`,
    )
  )?.run_id ?? null;

/** Put computed bills aside that cannot be issued: they leave the run with their reason. */
export async function parkBills(
  db: Db,
  companyId: string,
  runId: string,
  lotNo: number,
  parked: readonly { readonly supplyId: string; readonly reason: string }[],
): Promise<void> {
  for (const { supplyId, reason } of parked) {
    await sql`delete from billing_bill where company_id = ${companyId} and run_id = ${runId} and supply_id = ${supplyId}`.execute(
      db,
    );
    await sql`insert into billing_parked (company_id, run_id, supply_id, lot_no, reason, facts) values (${companyId}, ${runId}, ${supplyId}, ${lotNo}, ${reason}, '{}')`.execute(
      db,
    );
  }
}

/** Mark a lot issued; its counts follow what was parked at the last moment. */
export const markLotIssued = (
  db: Db,
  companyId: string,
  runId: string,
  lotNo: number,
  issued: number,
  parkedNow: number,
  now: string,
): Promise<unknown> =>
  sql`update billing_lot set state = 'issued', issued_at = ${now}, computed_count = ${issued}, parked_count = parked_count + ${parkedNow} where company_id = ${companyId} and run_id = ${runId} and lot_no = ${lotNo}`.execute(
    db,
  );
