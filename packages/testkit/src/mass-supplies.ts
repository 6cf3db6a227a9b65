import { localDate, type Period } from '@sportello/kernel/calendar';
import { cents } from '@sportello/kernel/money';
import { insertCompany } from '@sportello/suite/access/companies.pg';
import { demoOffers } from '@sportello/suite/demo/offers';
import { seededRandom } from '@sportello/suite/demo/random';
import type { Company } from '@sportello/suite/platform/context';
import { oneRow, type Pool, withCompany } from '@sportello/suite/platform/database';
import { insertOffers } from '@sportello/suite/tariffs/offers.pg';
import { sql } from 'kysely';
import pg from 'pg';
import { demoCompany } from './builders.js';

/** The two months that a company of many supplies is ready to bill, and the day on which it does. */
export const MASS_PERIOD: Period = { from: localDate('2026-09-01'), toExclusive: localDate('2026-11-01') };
export const MASS_ISSUE = { issueOn: localDate('2026-11-10'), dueOn: localDate('2026-11-30') };
/** Readings at the end of each month from 31 August 2025: fourteen months of use. */
const READINGS = 15;

/** Yearly use reached at the end of each month, in thousandths: light is even, heating falls in winter. */
const GAS = [0, 25, 95, 215, 385, 565, 705, 815, 875, 905, 930, 955, 980, 1000, 1025];
const LIGHT = [0, 80, 161, 242, 333, 424, 508, 591, 671, 752, 834, 922, 1008, 1088, 1169];

const stepsOf = (steps: readonly number[]): string => `array[${steps.join(',')}]`;

/**
 * A company with `count` household supplies, made by the server itself: of ten, three are electricity with one total,
 * four with time bands, three gas, and one customer in ten has both. Nothing is drawn by chance: the same count gives
 * the same rows, ids included, in any database.
 *
 * @param superuserUrl the references of rows that are right by construction are not checked again: only a superuser may
 */
export async function generateSupplies(pool: Pool, superuserUrl: string, count: number): Promise<Company> {
  const company = demoCompany({ companyId: '00000000-0000-7000-8000-000000000001' });
  const offers = demoOffers(seededRandom(1), localDate('2025-09-01'));
  await withCompany(pool.db, company.companyId, async (db) => {
    await insertCompany(db, { ...company, hosts: [] });
    await insertOffers(db, company.companyId, [...offers.values()]);
  });
  const offer = (key: 'fixed' | 'bands' | 'indexed' | 'gas_fixed' | 'gas_indexed') =>
    `'${offers.get(key)?.offerId}'::uuid`;
  const c = `'${company.companyId}'::uuid`;
  const id = (kind: string, n = 'i') => `md5('${kind}' || ${n})::uuid`;
  const isGas = 'i % 10 >= 7';
  const isBands = 'i % 10 between 3 and 6';
  // The gas of a supply ending in 9 is in the house of the one before it.
  const owner = '(case when i % 10 = 9 then i - 1 else i end)';
  const series = `generate_series(1, ${count}) as i`;
  /** kWh or Smc a year. */
  const annual = `(case when ${isGas} then 250 + i * 37 % 1500 else 1100 + i * 53 % 2600 end)`;

  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`set local session_replication_role = replica`);
    await client.query(`insert into parties_customer (company_id, customer_id, code, kind, first_name, last_name, tax_code, email, street, postal_code, city, province, search_text)
      select ${c}, ${id('customer')}, (100000 + i)::text, 'person', 'Maria', 'Rossi ' || i, translate(lpad(i::text, 6, '0'), '0123456789', 'ABCDEFGHIL') || '80A41F257P',
        'maria' || i || '@example.org', 'via Emilia ' || i % 300, '41121', 'Modena', 'MO', 'maria rossi ' || i
      from ${series} where i % 10 <> 9`);
    await client.query(`insert into supply_points_point (company_id, supply_point_id, commodity, code, street, postal_code, city, province, distributor_name, measure_mode, remote_read,
        available_power_kw, gas_area, gas_territory, gas_profile, remi_code, annual_consumption)
      select ${c}, ${id('point')}, case when ${isGas} then 'gas' else 'electricity' end, case when ${isGas} then '0088' || lpad(i::text, 10, '0') else 'IT001E' || lpad(i::text, 8, '0') end,
        'via Emilia ' || i % 300, '41121', 'Modena', 'MO', 'Distribuzione Esempio S.p.A.', case when ${isGas} then 'gas' when ${isBands} then 'bands' else 'single' end, true,
        case when ${isGas} then null else 3.3 end, case when ${isGas} then '2' end, case when ${isGas} then 'emilia-romagna' end, case when ${isGas} then 'c1-e' end, case when ${isGas} then '34567800' end, ${annual}
      from ${series}`);
    await client.query(`insert into supply_points_meter (company_id, meter_id, supply_point_id, serial_number, meter_class, digits, conversion_coefficient, installed_from)
      select ${c}, ${id('meter')}, ${id('point')}, 'M' || i, case when ${isGas} then 'G4' else '' end, case when ${isGas} then 5 else 6 end, case when ${isGas} then 1.034889 end, '2020-01-01'
      from ${series}`);
    await client.query(`insert into contracts_contract (company_id, contract_id, number, customer_id, signed_on)
      select ${c}, ${id('contract')}, 'C-2025-' || lpad(i::text, 6, '0'), ${id('customer', owner)}, '2025-07-15' from ${series}`);
    await client.query(`insert into contracts_supply (company_id, supply_id, contract_id, customer_id, supply_point_id, commodity, offer_id, starts_on, committed_power_kw, resident, pays_tv_licence_fee, payment_method)
      select ${c}, ${id('supply')}, ${id('contract')}, ${id('customer', owner)}, ${id('point')}, case when ${isGas} then 'gas' else 'electricity' end,
        case when ${isGas} then (case when i % 2 = 0 then ${offer('gas_fixed')} else ${offer('gas_indexed')} end)
          when ${isBands} then (case when i % 2 = 0 then ${offer('bands')} else ${offer('fixed')} end) else (case when i % 2 = 0 then ${offer('fixed')} else ${offer('indexed')} end) end,
        '2025-09-01', case when ${isGas} then null else 3 end, not (${isGas}) and i % 10 <> 2, not (${isGas}) and i % 10 <> 2, (array['direct_debit', 'postal_slip', 'bank_transfer'])[1 + i % 3]
      from ${series}`);
    await client.query(`insert into metering_reading (company_id, reading_id, supply_point_id, meter_id, read_on, kind, registers, source, accepted_at)
      select ${c}, md5('reading' || i || ' ' || n)::uuid, ${id('point')}, ${id('meter')}, (date '2025-09-01' + make_interval(months => n))::date - 1, 'collected',
        case when ${isGas} then jsonb_build_object('M', (1000 + used)::text)
          when ${isBands} then jsonb_build_object('A1', (2000 + used * 33 / 100)::text, 'A2', (1500 + used * 31 / 100)::text, 'A3', (1700 + used * 36 / 100)::text)
          else jsonb_build_object('A0', (5000 + used)::text) end,
        'file', (date '2025-09-01' + make_interval(months => n))::date + time '06:00'
      from ${series}, generate_series(0, ${READINGS - 1}) as n,
        lateral (select ${annual} * (case when ${isGas} then ${stepsOf(GAS)} else ${stepsOf(LIGHT)} end)[n + 1] / 1000 as used) u`);
    await client.query('commit');
    // Only what was filled: to PostgreSQL an analysed empty table is one that stays empty.
    await client.query(
      'analyze parties_customer, supply_points_point, supply_points_meter, contracts_contract, contracts_supply, metering_reading',
    );
  } finally {
    await client.end();
  }
  return company;
}

/** What came out of a run, in figures that two databases with the same supplies must have in common. */
export type RunFigures = {
  readonly bills: number;
  readonly invoices: number;
  readonly eInvoices: number;
  readonly ledgerEntries: number;
  readonly ledgerLines: number;
  readonly webCodes: number;
  readonly lotEvents: number;
  readonly totalCents: bigint;
  readonly receivableCents: bigint;
  /** Over the amounts of every bill, by supply. */
  readonly amountsHash: string;
};

export async function figuresOf(pool: Pool, companyId: string): Promise<RunFigures> {
  return withCompany(pool.db, companyId, async (db) => {
    const row = await oneRow(
      db,
      sql<Record<string, string>>`
      select (select count(*) from billing_bill where mode = 'final') as bills, (select count(*) from invoicing_invoice) as invoices, (select count(*) from invoicing_e_invoice) as e_invoices,
        (select count(*) from ledger_entry) as entries, (select count(*) from ledger_line) as lines, (select count(*) from portal_accounts_web_code) as web_codes,
        (select count(*) from platform_outbox where kind = 'invoicing.lot_issued') as lot_events, (select coalesce(sum(total_cents), 0) from invoicing_invoice) as total,
        (select coalesce(sum(amount_cents), 0) from ledger_line where account = 'receivable') as receivable,
        (select md5(string_agg(supply_id || amounts_hash, '' order by supply_id, period_from)) from billing_bill where mode = 'final') as hash`,
    );
    return {
      bills: Number(row['bills']),
      invoices: Number(row['invoices']),
      eInvoices: Number(row['e_invoices']),
      ledgerEntries: Number(row['entries']),
      ledgerLines: Number(row['lines']),
      webCodes: Number(row['web_codes']),
      lotEvents: Number(row['lot_events']),
      totalCents: cents(BigInt(row['total'] ?? 0)),
      receivableCents: cents(BigInt(row['receivable'] ?? 0)),
      amountsHash: row['hash'] ?? '',
    };
  });
}
