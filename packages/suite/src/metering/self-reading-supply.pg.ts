import type { LocalDate } from '@sportello/kernel/calendar';
import { sql } from 'kysely';
import { type Db, maybeRow } from '../platform/database.js';

/** What a self-reading needs of the supply and its point. */
export type SelfReadingSupply = {
  readonly supplyId: string;
  readonly supplyPointId: string;
  readonly alias: string;
  readonly startsOn: LocalDate;
  readonly endsOnExclusive: LocalDate | null;
  readonly commodity: 'electricity' | 'gas';
  readonly measureMode: 'single' | 'bands' | 'hourly' | 'gas';
  readonly pointCode: string;
  readonly street: string;
  readonly city: string;
  readonly isReadRemotely: boolean;
  readonly annualConsumption: string;
};

/**
 * The supply when this customer holds it; another customer's is not found. `lock` keeps the point until the end of
 * the transaction, so that two readings given at once follow each other.
 */
export async function findSelfReadingSupply(
  db: Db,
  companyId: string,
  { customerId, supplyId, lock }: { readonly customerId: string; readonly supplyId: string; readonly lock: boolean },
): Promise<SelfReadingSupply | null> {
  return maybeRow(
    db,
    sql<SelfReadingSupply>`
    select s.supply_id as "supplyId", s.supply_point_id as "supplyPointId", s.alias, s.starts_on as "startsOn",
      s.ends_on_exclusive as "endsOnExclusive", s.commodity, p.measure_mode as "measureMode", p.code as "pointCode", p.street,
      p.city, p.remote_read as "isReadRemotely", p.annual_consumption as "annualConsumption"
    from contracts_supply s
    join supply_points_point p on p.company_id = s.company_id and p.supply_point_id = s.supply_point_id
    where s.company_id = ${companyId} and s.customer_id = ${customerId} and s.supply_id = ${supplyId}
    ${lock ? sql`for update of p` : sql``}`,
  );
}
