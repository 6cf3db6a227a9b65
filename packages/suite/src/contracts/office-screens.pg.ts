import { ok, type Result } from '@sportello/kernel/result';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../platform/context.js';
import { rows } from '../platform/database.js';
import type { RequestOf, ResponseOf } from '../platform/route.js';
import type { customerSuppliesRoute, pointSuppliesRoute } from './office-api.js';

type Supplies = ResponseOf<typeof customerSuppliesRoute>;

const listSupplies = ({ db, companyId, clock }: Context, of: RawBuilder<unknown>): Promise<Supplies['rows']> =>
  rows(
    db,
    sql<Supplies['rows'][number]>`
    select supply.supply_id as "supplyId", supply.supply_point_id as "supplyPointId", supply.commodity, point.code as "pointCode",
      supply.alias, point.street, point.city, supply.customer_id as "customerId", customer.code as "customerCode",
      coalesce(customer.company_name, customer.last_name || ' ' || customer.first_name) as "customerName",
      contract.number as "contractNumber", offer.name as "offerName", supply.starts_on as "startsOn",
      supply.ends_on_exclusive as "endsOnExclusive", supply.payment_method as "paymentMethod",
      supply.committed_power_kw as "committedPowerKw", supply.resident,
      case when supply.starts_on > ${clock.today()}::date then 'future'
        when supply.ends_on_exclusive <= ${clock.today()}::date then 'ended' else 'active' end as state
    from contracts_supply supply
    join contracts_contract contract using (company_id, contract_id)
    join parties_customer customer on customer.company_id = supply.company_id and customer.customer_id = supply.customer_id
    join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
    join tariffs_offer offer on offer.company_id = supply.company_id and offer.offer_id = supply.offer_id
    where supply.company_id = ${companyId} and ${of}
    order by supply.ends_on_exclusive desc nulls first, supply.starts_on desc, point.code`,
  );

export const showSuppliesOfCustomer = async (
  context: Context,
  { customerId }: RequestOf<typeof customerSuppliesRoute>,
): Promise<Result<Supplies, never>> =>
  ok({ rows: await listSupplies(context, sql`supply.customer_id = ${customerId}`) });

export const showSuppliesAtPoint = async (
  context: Context,
  { supplyPointId }: RequestOf<typeof pointSuppliesRoute>,
): Promise<Result<Supplies, never>> =>
  ok({ rows: await listSupplies(context, sql`supply.supply_point_id = ${supplyPointId}`) });
