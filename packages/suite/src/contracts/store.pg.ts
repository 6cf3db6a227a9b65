import type { LocalDate } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, trimDecimal } from '@sportello/kernel/decimal';
import { sql } from 'kysely';
import { type Db, rows } from '../platform/database.js';
import { inBatches } from '../platform/in-batches.js';
import type { Contract, PaymentMethod, Supply } from './domain/supply.js';

type SupplyRow = {
  supply_id: string;
  contract_id: string;
  customer_id: string;
  supply_point_id: string;
  commodity: 'electricity' | 'gas';
  offer_id: string;
  starts_on: LocalDate;
  ends_on_exclusive: LocalDate | null;
  committed_power_kw: string | null;
  resident: boolean;
  pays_tv_licence_fee: boolean;
  payment_method: PaymentMethod;
  alias: string;
  version: number;
};
const supplyFromRow = (row: SupplyRow): Supply => ({
  supplyId: row.supply_id,
  contractId: row.contract_id,
  customerId: row.customer_id,
  supplyPointId: row.supply_point_id,
  commodity: row.commodity,
  offerId: row.offer_id,
  startsOn: row.starts_on,
  endsOnExclusive: row.ends_on_exclusive,

  committedPowerKw:
    row.committed_power_kw === null ? null : formatDecimal(trimDecimal(decimal(row.committed_power_kw))),
  resident: row.resident,
  paysTvLicenceFee: row.pays_tv_licence_fee,
  paymentMethod: row.payment_method,
  alias: row.alias,
  version: row.version,
});
const SUPPLY_COLUMNS = sql.raw(`supply_id, contract_id, customer_id, supply_point_id, commodity, offer_id, starts_on,
  ends_on_exclusive, committed_power_kw, resident, pays_tv_licence_fee, payment_method, alias, version`);
const SUPPLY_RECORDSET =
  sql.raw(`j("supplyId" uuid, "contractId" uuid, "customerId" uuid, "supplyPointId" uuid, commodity text,
  "offerId" uuid, "startsOn" date, "endsOnExclusive" date, "committedPowerKw" numeric, resident boolean,
  "paysTvLicenceFee" boolean, "paymentMethod" text, alias text, version int)`);

export async function findSuppliesByPoint(
  db: Db,
  companyId: string,
  supplyPointIds: readonly string[],
): Promise<readonly Supply[]> {
  const found = await rows(
    db,
    sql<SupplyRow>`
    select ${SUPPLY_COLUMNS} from contracts_supply
    where company_id = ${companyId} and supply_point_id = any(${supplyPointIds as string[]}::uuid[]) order by starts_on`,
  );
  return found.map(supplyFromRow);
}

export const insertSupplies = (db: Db, companyId: string, supplies: readonly Supply[]): Promise<void> =>
  inBatches(supplies, (json) =>
    sql`insert into contracts_supply (company_id, ${SUPPLY_COLUMNS})
      select ${companyId}, "supplyId", "contractId", "customerId", "supplyPointId", commodity, "offerId", "startsOn",
        "endsOnExclusive", "committedPowerKw", resident, "paysTvLicenceFee", "paymentMethod", alias, version
      from jsonb_to_recordset(${json}::jsonb) as ${SUPPLY_RECORDSET}`.execute(db),
  );

/** Overwrite supplies with their new state, whose `version` the caller has raised. Holder and point never change. */
export const updateSupplies = (db: Db, companyId: string, supplies: readonly Supply[]): Promise<void> =>
  inBatches(supplies, (json) =>
    sql`update contracts_supply s set offer_id = j."offerId", starts_on = j."startsOn", ends_on_exclusive = j."endsOnExclusive",
        committed_power_kw = j."committedPowerKw", resident = j.resident, pays_tv_licence_fee = j."paysTvLicenceFee",
        payment_method = j."paymentMethod", alias = j.alias, version = j.version
      from jsonb_to_recordset(${json}::jsonb) as ${SUPPLY_RECORDSET}
      where s.company_id = ${companyId} and s.supply_id = j."supplyId"`.execute(db),
  );

type ContractRow = { contract_id: string; number: string; customer_id: string; signed_on: LocalDate };

export async function findContractsByNumber(
  db: Db,
  companyId: string,
  numbers: readonly string[],
): Promise<readonly Contract[]> {
  const found = await rows(
    db,
    sql<ContractRow>`
    select contract_id, number, customer_id, signed_on from contracts_contract
    where company_id = ${companyId} and number = any(${numbers as string[]}::text[])`,
  );
  return found.map((row) => ({
    contractId: row.contract_id,
    number: row.number,
    customerId: row.customer_id,
    signedOn: row.signed_on,
  }));
}

export const insertContracts = (db: Db, companyId: string, contracts: readonly Contract[]): Promise<void> =>
  inBatches(contracts, (json) =>
    sql`insert into contracts_contract (company_id, contract_id, number, customer_id, signed_on)
      select ${companyId}, "contractId", number, "customerId", "signedOn"
      from jsonb_to_recordset(${json}::jsonb) as j("contractId" uuid, number text, "customerId" uuid, "signedOn" date)`.execute(
      db,
    ),
  );
