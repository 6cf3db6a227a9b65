import { type Cents, formatCents, sumCents } from '@sportello/kernel/money';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { type RawBuilder, sql } from 'kysely';
import type { Context, CustomerActor } from '../platform/context.js';
import { maybeRow, rows } from '../platform/database.js';
import type { RequestOf, ResponseOf } from '../platform/route.js';
import type { OfferTerms } from '../tariffs/index.js';
import type { portalCompanyRoute, portalHomeRoute, portalSuppliesRoute, portalSupplyRoute } from './portal-api.js';

type CustomerContext = Context<CustomerActor>;
type Home = ResponseOf<typeof portalHomeRoute>;
type Supply = Home['supplies'][number];
type SupplyPage = ResponseOf<typeof portalSupplyRoute>;

const euro = (cents: string | null): string => formatCents(BigInt(cents ?? '0') as Cents);

/** Left to pay of each invoice of the customer, from the receivable lines that name it. */
const openOfInvoices = ({ companyId, actor }: CustomerContext) => sql`
  select document_id as invoice_id, sum(amount_cents)::bigint as open_cents from ledger_line
  where company_id = ${companyId} and customer_id = ${actor.customerId} and account = 'receivable' group by document_id`;

type SupplyRow = Omit<Supply, 'lastReading' | 'open'> & {
  lastReadOn: string | null;
  lastReadingKind: 'collected' | 'self_reported' | 'estimated' | null;
  openCents: string | null;
};

const supplyColumns = (today: string) => sql`
  supply.supply_id as "supplyId", supply.commodity, supply.alias, point.code as "pointCode", point.street, point.city,
  case when supply.starts_on > ${today}::date then 'future' when supply.ends_on_exclusive <= ${today}::date then 'ended' else 'active' end as state,
  supply.starts_on as "startsOn", supply.ends_on_exclusive - 1 as "endsOn", point.remote_read as "remoteRead",
  reading.read_on as "lastReadOn", reading.kind as "lastReadingKind", debt.open_cents as "openCents"`;

/** The supplies of the customer that satisfy `also`, with point, last reading during the supply, and what is open. */
const supplySource = (context: CustomerContext, also: RawBuilder<unknown>) => sql`
  from contracts_supply supply
  join supply_points_point point on point.company_id = supply.company_id and point.supply_point_id = supply.supply_point_id
  left join lateral (
    select read_on, kind from metering_reading latest
    where latest.company_id = supply.company_id and latest.supply_point_id = supply.supply_point_id
      and latest.read_on >= supply.starts_on - 1 and (supply.ends_on_exclusive is null or latest.read_on < supply.ends_on_exclusive)
      and not exists (select from metering_reading later where later.company_id = latest.company_id and later.supersedes = latest.reading_id)
    order by read_on desc, accepted_at desc limit 1) reading on true
  left join lateral (
    select sum(open_cents)::bigint as open_cents from invoicing_invoice invoice join (${openOfInvoices(context)}) open using (invoice_id)
    where invoice.company_id = supply.company_id and invoice.supply_id = supply.supply_id) debt on true
  where supply.company_id = ${context.companyId} and supply.customer_id = ${context.actor.customerId} and ${also}`;

function supplyFromRow<Row extends SupplyRow>({ lastReadOn, lastReadingKind, openCents, ...rest }: Row) {
  const lastReading =
    lastReadOn === null || lastReadingKind === null ? null : { readOn: lastReadOn, kind: lastReadingKind };
  return { ...rest, lastReading, open: euro(openCents) };
}

async function listSupplies(context: CustomerContext): Promise<Supply[]> {
  const found = await rows(
    context.db,
    sql<SupplyRow>`
    select ${supplyColumns(context.clock.today())} ${supplySource(context, sql`true`)}
    order by supply.ends_on_exclusive desc nulls first, supply.commodity, point.street, supply.supply_id`,
  );
  return found.map(supplyFromRow);
}

export async function showPortalCompany({
  company,
}: Context): Promise<Result<ResponseOf<typeof portalCompanyRoute>, never>> {
  const { phone, email, gasEmergencyPhone, complaintAddress } = company.profile;
  return ok({ name: company.name, phone, email, gasEmergencyPhone, complaintAddress });
}

export async function showPortalHome(context: CustomerContext): Promise<Result<Home, never>> {
  const { db, companyId, clock, actor } = context;
  const today = clock.today();
  const found = await rows(
    db,
    sql<Omit<Home['openInvoices'][number], 'open'> & { openCents: string }>`
    select invoice.invoice_id as "invoiceId", invoice.number, invoice.commodity, supply.alias, invoice.due_on as "dueOn",
      open.open_cents as "openCents", invoice.due_on < ${today}::date as "isOverdue"
    from invoicing_invoice invoice
    join (${openOfInvoices(context)}) open using (invoice_id)
    join contracts_supply supply on supply.company_id = invoice.company_id and supply.supply_id = invoice.supply_id
    where invoice.company_id = ${companyId} and invoice.customer_id = ${actor.customerId} and open.open_cents > 0
    order by invoice.due_on, invoice.number`,
  );
  const openOf = (invoices: typeof found): string =>
    formatCents(sumCents(invoices.map(({ openCents }) => BigInt(openCents) as Cents)));
  return ok({
    toPay: { total: openOf(found), overdue: openOf(found.filter(({ isOverdue }) => isOverdue)), count: found.length },
    openInvoices: found.map(({ openCents, ...rest }) => ({ ...rest, open: euro(openCents) })),
    lastInvoice: await lastInvoice(context, sql`true`),
    supplies: await listSupplies(context),
  });
}

async function lastInvoice(
  { db, companyId, actor }: CustomerContext,
  also: RawBuilder<unknown>,
): Promise<Home['lastInvoice']> {
  const row = await maybeRow(
    db,
    sql<{ invoiceId: string; number: string; issuedOn: string; totalCents: string }>`
    select invoice_id as "invoiceId", number, issued_on as "issuedOn", total_cents as "totalCents" from invoicing_invoice
    where company_id = ${companyId} and customer_id = ${actor.customerId} and ${also} order by issued_on desc, sequence desc limit 1`,
  );
  return row === null
    ? null
    : { invoiceId: row.invoiceId, number: row.number, issuedOn: row.issuedOn, total: euro(row.totalCents) };
}

export const showPortalSupplies = async (
  context: CustomerContext,
): Promise<Result<ResponseOf<typeof portalSuppliesRoute>, never>> => ok({ rows: await listSupplies(context) });

type SupplyPageRow = SupplyRow &
  Omit<SupplyPage['supply'], keyof Supply> & {
    supplyPointId: string;
    contractNumber: string;
    signedOn: string;
    terms: OfferTerms;
  };

export async function showPortalSupply(
  context: CustomerContext,
  { supplyId }: RequestOf<typeof portalSupplyRoute>,
): Promise<Result<SupplyPage, { readonly code: 'contracts.not_found' }>> {
  const { db, companyId, clock } = context;
  const row = await maybeRow(
    db,
    sql<SupplyPageRow>`
    select ${supplyColumns(clock.today())}, point.supply_point_id as "supplyPointId", point.postal_code as "postalCode", point.province,
      point.distributor_name as "distributorName", point.measure_mode as "measureMode", trim_scale(point.annual_consumption) as "annualConsumption",
      trim_scale(point.available_power_kw) as "availablePowerKw", trim_scale(supply.committed_power_kw) as "committedPowerKw", supply.resident,
      supply.pays_tv_licence_fee as "paysTvLicenceFee", point.gas_profile as "gasProfile", supply.payment_method as "paymentMethod",
      (select number from contracts_contract c where c.company_id = supply.company_id and c.contract_id = supply.contract_id) as "contractNumber",
      (select signed_on from contracts_contract c where c.company_id = supply.company_id and c.contract_id = supply.contract_id) as "signedOn",
      (select terms from tariffs_offer o where o.company_id = supply.company_id and o.offer_id = supply.offer_id) as terms
    ${supplySource(context, sql`supply.supply_id = ${supplyId}`)}`,
  );
  if (row === null) return refuse({ code: 'contracts.not_found' });
  const { supplyPointId, contractNumber, signedOn, terms, ...supply } = row;
  const meter = await maybeRow(
    db,
    sql<NonNullable<SupplyPage['meter']>>`
    select serial_number as "serialNumber", meter_class as "meterClass", installed_from as "installedFrom", has_corrector as "hasCorrector",
      corrector_serial_number as "correctorSerialNumber", trim_scale(conversion_coefficient) as "conversionCoefficient"
    from supply_points_meter where company_id = ${companyId} and supply_point_id = ${supplyPointId} and removed_from is null
    order by installed_from desc limit 1`,
  );
  return ok({
    supply: supplyFromRow(supply),
    meter,
    contract: { number: contractNumber, signedOn },
    offer: {
      code: terms.offerCode,
      name: terms.name,
      fixedFeeEurPerYear: terms.fixedFeeEurPerYear,
      price: terms.price,
      validFrom: terms.validFrom,
      validToExclusive: terms.validToExclusive,
    },
    lastInvoice: await lastInvoice(context, sql`supply_id = ${supplyId}`),
  });
}
