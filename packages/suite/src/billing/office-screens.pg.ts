import { type Cents, formatCents } from '@sportello/kernel/money';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { type Db, maybeRow, oneRow, rows } from '../platform/database.js';
import type { ResponseOf } from '../platform/route.js';
import type { listRunsRoute, runBillsRoute, runRoute } from './office-api.js';

const PAGE_SIZE = 25;
const BILLS_PAGE_SIZE = 50;
type Summary = ResponseOf<typeof runRoute>['run'];
type NotFound = { readonly code: 'billing.run_not_found' };

const euro = (text: string | null): string => formatCents(BigInt(text ?? '0') as Cents);

type SummaryRow = {
  run_id: string;
  number: string;
  mode: Summary['mode'];
  commodity: Summary['commodity'];
  period_from: string;
  period_to_exclusive: string;
  issue_on: string;
  due_on: string;
  state: Summary['state'];
  created_by: string;
  created_at: string;
  computed_at: string | null;
  issued_at: string | null;
  supply_count: number;
  computed: string;
  parked: string;
  issued: string;
  total_cents: string;
};

const summaryQuery = (companyId: string, filter: ReturnType<typeof sql>) => sql<SummaryRow>`
  select r.*, l.computed, l.parked, l.issued, l.total_cents from billing_run r
  cross join lateral (select coalesce(sum(computed_count), 0) as computed, coalesce(sum(parked_count), 0) as parked,
      coalesce(sum(computed_count) filter (where state = 'issued'), 0) as issued, coalesce(sum(total_cents), 0) as total_cents
    from billing_lot where company_id = r.company_id and run_id = r.run_id) l
  where r.company_id = ${companyId} ${filter}`;

const toSummary = (row: SummaryRow): Summary => {
  const [computed, parked] = [Number(row.computed), Number(row.parked)];
  return {
    runId: row.run_id,
    number: row.number,
    mode: row.mode,
    commodity: row.commodity,
    periodFrom: row.period_from,
    periodToExclusive: row.period_to_exclusive,
    issueOn: row.issue_on,
    dueOn: row.due_on,
    state: row.state,
    createdBy: row.created_by,
    createdAt: row.created_at,
    computedAt: row.computed_at,
    issuedAt: row.issued_at,
    supplies: row.supply_count,
    waiting: row.supply_count - computed - parked,
    computed,
    parked,
    issued: Number(row.issued),
    total: euro(row.total_cents),
  };
};

export async function listRuns(
  { db, companyId }: Context,
  { page }: { readonly page: number },
): Promise<Result<ResponseOf<typeof listRunsRoute>, never>> {
  const found = await rows(
    db,
    summaryQuery(companyId, sql`order by r.created_at desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`),
  );
  const { total } = await oneRow(
    db,
    sql<{ total: string }>`select count(*) as total from billing_run where company_id = ${companyId}`,
  );
  return ok({ runs: found.map(toSummary), total: Number(total), pageSize: PAGE_SIZE });
}

/** The monitor of a run (W11): counts that add up, speed of the step in progress, causes of what was parked. */
export async function showRun(
  { db, companyId }: Context,
  { runId }: { readonly runId: string },
): Promise<Result<ResponseOf<typeof runRoute>, NotFound>> {
  const found = await maybeRow(db, summaryQuery(companyId, sql`and r.run_id = ${runId}`));
  if (found === null) return refuse({ code: 'billing.run_not_found' });
  const run = toSummary(found);
  type LotRow = {
    lot_no: number;
    state: 'planned' | 'computed' | 'issued';
    supplies: number;
    computed_count: number;
    parked_count: number;
    total_cents: string;
    attempts: number;
    last_error: string | null;
    computed_at: string | null;
    issued_at: string | null;
  };
  const lots = await rows(
    db,
    sql<LotRow>`
    select l.lot_no, l.state, cardinality(l.supply_ids) as supplies, l.computed_count, l.parked_count, l.total_cents, l.attempts + coalesce(j.attempts, 0) as attempts,
      coalesce(l.last_error, j.last_error) as last_error, l.computed_at, l.issued_at
    from billing_lot l
    left join platform_job j on j.company_id = l.company_id and j.key = l.run_id || ':' || l.lot_no and j.kind in ('billing.compute_lot', 'invoicing.issue_lot')
    where l.company_id = ${companyId} and l.run_id = ${runId} order by l.lot_no`,
  );

  const isIssuing = run.state === 'issuing' || run.state === 'issued';
  const doneAt = lots.flatMap((lot) => (isIssuing ? lot.issued_at : lot.computed_at) ?? []).toSorted();
  const done = isIssuing ? run.issued : run.computed + run.parked;
  const all = isIssuing ? run.computed : run.supplies;
  const firstAt = doneAt[0];
  const seconds =
    firstAt === undefined
      ? 0
      : (Date.parse(doneAt.at(-1) ?? firstAt) - Date.parse(isIssuing ? firstAt : found.created_at)) / 1000;
  const perSecond = seconds > 0 ? done / seconds : null;
  const isRunning = run.state === 'computing' || run.state === 'issuing';

  const parked = await rows(
    db,
    sql<{
      reason: string;
      count: string;
      supplies: {
        supplyId: string;
        supplyPointId: string;
        pointCode: string;
        customerId: string;
        customerName: string;
        facts: Record<string, unknown>;
      }[];
    }>`
    select reason, count(*) as count, (array_agg(jsonb_build_object('supplyId', s.supply_id, 'supplyPointId', p.supply_point_id, 'pointCode', p.code, 'customerId', s.customer_id, 'customerName', coalesce(c.company_name, c.last_name || ' ' || c.first_name), 'facts', k.facts) order by p.code))[1:100] as supplies
    from billing_parked k
    join contracts_supply s on s.company_id = k.company_id and s.supply_id = k.supply_id
    join supply_points_point p on p.company_id = s.company_id and p.supply_point_id = s.supply_point_id
    join parties_customer c on c.company_id = s.company_id and c.customer_id = s.customer_id
    where k.company_id = ${companyId} and k.run_id = ${runId} group by reason order by count(*) desc, reason`,
  );
  const warnings = await rows(
    db,
    sql<{ code: string; count: string; total_cents: string }>`
    select i.code, count(*) as count, sum(b.total_cents) as total_cents from billing_bill b, lateral (select distinct e->>'code' as code from json_array_elements(b.issues) e) i
    where b.company_id = ${companyId} and b.run_id = ${runId} group by i.code order by count(*) desc, i.code`,
  );
  return ok({
    run,
    progressPercent: all === 0 ? 100 : Math.floor((done * 1000) / all) / 10,
    perSecond: perSecond === null ? null : Math.round(perSecond * 10) / 10,
    etaSeconds: isRunning && perSecond !== null && perSecond > 0 ? Math.ceil((all - done) / perSecond) : null,
    lots: lots.map((lot) => ({
      lotNo: lot.lot_no,
      state: lot.state,
      supplies: lot.supplies,
      computed: lot.computed_count,
      parked: lot.parked_count,
      total: euro(lot.total_cents),
      attempts: lot.attempts,
      lastError: lot.last_error,
    })),
    parked: parked.map(({ reason, count, supplies }) => ({ reason, count: Number(count), supplies })),
    warnings: warnings.map(({ code, count, total_cents }) => ({
      code,
      count: Number(count),
      total: euro(total_cents),
    })),
    counterpart: await compareWithCounterpart(db, companyId, run),
  });
}

/** Compare amounts with the newest run of the other mode over the same period and commodity, bill by bill, by hash. */
async function compareWithCounterpart(
  db: Db,
  companyId: string,
  run: Summary,
): Promise<ResponseOf<typeof runRoute>['counterpart']> {
  const other = await maybeRow(
    db,
    sql<{ run_id: string; number: string; mode: Summary['mode'] }>`
    select run_id, number, mode from billing_run
    where company_id = ${companyId} and mode <> ${run.mode} and period_from = ${run.periodFrom} and period_to_exclusive = ${run.periodToExclusive}
      and commodity is not distinct from ${run.commodity} and state <> 'cancelled' order by created_at desc limit 1`,
  );
  if (other === null) return null;
  const counts = await oneRow(
    db,
    sql<{ same: string; different: string; only_here: string; only_there: string }>`
    select count(*) filter (where a.amounts_hash = b.amounts_hash) as same, count(*) filter (where a.amounts_hash <> b.amounts_hash) as different,
      count(*) filter (where b.supply_id is null) as only_here, count(*) filter (where a.supply_id is null) as only_there
    from (select supply_id, amounts_hash from billing_bill where company_id = ${companyId} and run_id = ${run.runId}) a
    full join (select supply_id, amounts_hash from billing_bill where company_id = ${companyId} and run_id = ${other.run_id}) b using (supply_id)`,
  );
  return {
    runId: other.run_id,
    number: other.number,
    mode: other.mode,
    same: Number(counts.same),
    different: Number(counts.different),
    onlyHere: Number(counts.only_here),
    onlyThere: Number(counts.only_there),
  };
}

export async function listRunBills(
  { db, companyId }: Context,
  { runId, page, warning }: { readonly runId: string; readonly page: number; readonly warning?: string },
): Promise<Result<ResponseOf<typeof runBillsRoute>, NotFound>> {
  const run = await maybeRow(db, sql`select 1 from billing_run where company_id = ${companyId} and run_id = ${runId}`);
  if (run === null) return refuse({ code: 'billing.run_not_found' });
  type BillRow = {
    bill_id: string;
    supply_id: string;
    supply_point_id: string;
    customer_id: string;
    customer_name: string;
    code: string;
    commodity: 'electricity' | 'gas';
    period_from: string;
    period_to_exclusive: string;
    recalculated_from: string | null;
    consumption: string;
    consumption_origin: 'actual' | 'self_reported' | 'estimated';
    total_cents: string;
    warnings: string[];
    total: string;
  };
  const found = await rows(
    db,
    sql<BillRow>`
    select b.bill_id, b.supply_id, s.supply_point_id, b.customer_id, coalesce(c.company_name, c.last_name || ' ' || c.first_name) as customer_name, p.code, b.commodity, b.period_from, b.period_to_exclusive, b.recalculated_from, trim_scale(b.consumption) as consumption, b.consumption_origin, b.total_cents,
      array(select distinct e->>'code' from json_array_elements(b.issues) e) as warnings, count(*) over () as total
    from billing_bill b
    join contracts_supply s on s.company_id = b.company_id and s.supply_id = b.supply_id
    join supply_points_point p on p.company_id = s.company_id and p.supply_point_id = s.supply_point_id
    join parties_customer c on c.company_id = b.company_id and c.customer_id = b.customer_id
    where b.company_id = ${companyId} and b.run_id = ${runId}
      and (${warning ?? null}::text is null or exists (select from json_array_elements(b.issues) e where e->>'code' = ${warning ?? null}))
    order by b.total_cents desc, b.supply_id limit ${BILLS_PAGE_SIZE} offset ${(page - 1) * BILLS_PAGE_SIZE}`,
  );
  return ok({
    total: Number(found[0]?.total ?? 0),
    pageSize: BILLS_PAGE_SIZE,
    bills: found.map((row) => ({
      billId: row.bill_id,
      supplyId: row.supply_id,
      supplyPointId: row.supply_point_id,
      customerId: row.customer_id,
      customerName: row.customer_name,
      pointCode: row.code,
      commodity: row.commodity,
      periodFrom: row.period_from,
      periodToExclusive: row.period_to_exclusive,
      recalculatedFrom: row.recalculated_from,
      consumption: row.consumption,
      consumptionOrigin: row.consumption_origin,
      total: euro(row.total_cents),
      warnings: row.warnings,
    })),
  });
}
