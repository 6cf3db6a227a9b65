import { addDays, type Instant, type LocalDate, localDate, type Period } from '@sportello/kernel/calendar';
import { insertContracts, insertSupplies, type Supply } from '@sportello/suite/contracts/index';
import type { RegisterValues } from '@sportello/suite/metering/domain/reading';
import { insertReadings } from '@sportello/suite/metering/index';
import { insertCustomers } from '@sportello/suite/parties/index';
import type { Company } from '@sportello/suite/platform/context';
import { type Pool, rows, withCompany } from '@sportello/suite/platform/database';
import { newId } from '@sportello/suite/platform/ids';
import type { RatedLine } from '@sportello/suite/rating/domain/rated-line';
import { insertMeters, insertPoints } from '@sportello/suite/supply-points/index';
import { insertOffers } from '@sportello/suite/tariffs/offers.pg';
import { sql } from 'kysely';

/** A household with one supply, and what stories say of it. */
export type Household = { readonly supply: Supply; readonly meterId: string };

let made = 0;

/** A family in Modena with gas (cooking and hot water all year, meter G4, coefficient C of 1: one m³ is one Smc) at 0.50 euro/Smc and 10 euro a month. */
export async function givenGasHousehold(
  pool: Pool,
  company: Company,
  {
    startsOn,
    annualSmc,
    remoteRead = false,
    index,
  }: {
    readonly startsOn: LocalDate;
    readonly annualSmc: number;
    readonly remoteRead?: boolean;
    readonly index?: 'psv';
  },
): Promise<Household> {
  made += 1;
  const [customerId, supplyPointId, meterId, contractId, offerId, supplyId] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const offerCode = `TEST${String(made).padStart(28, '0')}`;
  const signedOn = addDays(startsOn, -30);
  const price =
    index === undefined
      ? { kind: 'single' as const, eurPerUnit: '0.50' }
      : { kind: 'indexed' as const, index, spread: '0.10' };
  const supply: Supply = {
    supplyId,
    contractId,
    customerId,
    supplyPointId,
    commodity: 'gas',
    offerId,
    startsOn,
    endsOnExclusive: null,
    committedPowerKw: null,
    resident: true,
    paysTvLicenceFee: false,
    paymentMethod: 'bank_transfer',
    alias: '',
    version: 1,
  };
  await withCompany(pool.db, company.companyId, async (db) => {
    const c = company.companyId;
    await insertCustomers(db, c, [
      {
        customerId,
        code: String(500_000 + made),
        kind: 'person',
        firstName: 'Maria',
        lastName: 'Rossi',
        companyName: null,
        taxCode: `RSSMRA80A41F${String(made).padStart(3, '0')}P`,
        vatNumber: null,
        bornOn: null,
        email: `maria${made}@example.org`,
        phone: null,
        pec: null,
        recipientCode: '0000000',
        language: 'it',
        street: 'via Po 3',
        postalCode: '41121',
        city: 'Modena',
        province: 'MO',
        country: 'IT',
        version: 1,
      },
    ]);
    await insertPoints(db, c, [
      {
        supplyPointId,
        commodity: 'gas',
        code: `0088${String(made).padStart(10, '0')}`,
        street: 'via Po 3',
        postalCode: '41121',
        city: 'Modena',
        province: 'MO',
        distributorName: 'Rete Gas Esempio S.p.A.',
        distributorVatNumber: null,
        measureMode: 'gas',
        remoteRead,
        availablePowerKw: null,
        gasArea: '2',
        gasTerritory: 'emilia-romagna',
        gasProfile: 'c2',
        remiCode: null,
        annualConsumption: String(annualSmc),
        version: 1,
      },
    ]);
    await insertMeters(db, c, [
      {
        meterId,
        supplyPointId,
        serialNumber: `G${made}`,
        meterClass: 'G4',
        digits: 5,
        multiplier: '1',
        hasCorrector: false,
        correctorSerialNumber: null,
        correctorDigits: null,
        conversionCoefficient: '1',
        installedFrom: localDate('2020-01-01'),
        removedFrom: null,
      },
    ]);
    await insertOffers(db, c, [
      {
        offerId,
        code: offerCode,
        name: 'Gas di prova',
        commodity: 'gas',
        soldFrom: signedOn,
        soldToExclusive: null,
        terms: {
          offerCode,
          name: 'Gas di prova',
          commodity: 'gas',
          fixedFeeEurPerYear: '120.00',
          price,
          validFrom: signedOn,
          validToExclusive: null,
        },
      },
    ]);
    await insertContracts(db, c, [{ contractId, number: `C-TEST-${made}`, customerId, signedOn }]);
    await insertSupplies(db, c, [supply]);
  });
  return { supply, meterId };
}

/** A reading at the end of a day. It is known from six in the morning after, or from `acceptedAt`. */
export async function giveReading(
  pool: Pool,
  company: Company,
  { supply, meterId }: Household,
  readOn: string,
  registers: RegisterValues,
  {
    kind = 'collected',
    knownOn,
  }: {
    readonly kind?: 'collected' | 'self_reported';
    readonly knownOn?: string;
  } = {},
): Promise<void> {
  const day = localDate(readOn);
  await withCompany(pool.db, company.companyId, (db) =>
    insertReadings(db, company.companyId, [
      {
        readingId: newId(),
        supplyPointId: supply.supplyPointId,
        meterId,
        readOn: day,
        kind,
        registers,
        source: 'file',
        fileId: null,
        supersedes: null,
        acceptedAt: `${knownOn ?? addDays(day, 1)}T04:00:00.000Z` as Instant,
      },
    ]),
  );
}

export type StoredBill = {
  readonly runId: string;
  readonly period: Period;
  readonly origin: string;
  readonly consumption: string;
  readonly taxableCents: bigint;
  readonly vatCents: bigint;
  readonly totalCents: bigint;
  readonly amountsHash: string;
  readonly lines: readonly (Omit<RatedLine, 'amount'> & { readonly amount: string })[];
};

/** The bills of a supply as they are stored, oldest first. */
export async function billsOf(
  pool: Pool,
  company: Company,
  { supply }: Household,
  mode: 'final' | 'simulation' = 'final',
): Promise<readonly StoredBill[]> {
  type Row = {
    run_id: string;
    period_from: LocalDate;
    period_to_exclusive: LocalDate;
    consumption_origin: string;
    consumption: string;
    taxable_cents: string;
    vat_cents: string;
    total_cents: string;
    amounts_hash: string;
    lines: StoredBill['lines'];
  };
  const found = await withCompany(pool.db, company.companyId, (db) =>
    rows(
      db,
      sql<Row>`
    select run_id, period_from, period_to_exclusive, consumption_origin, trim_scale(consumption) as consumption, taxable_cents, vat_cents, total_cents, amounts_hash, lines
    from billing_bill where company_id = ${company.companyId} and supply_id = ${supply.supplyId} and mode = ${mode} order by period_from, run_id`,
    ),
  );
  return found.map((row) => ({
    runId: row.run_id,
    period: { from: row.period_from, toExclusive: row.period_to_exclusive },
    origin: row.consumption_origin,
    consumption: row.consumption,
    taxableCents: BigInt(row.taxable_cents),
    vatCents: BigInt(row.vat_cents),
    totalCents: BigInt(row.total_cents),
    amountsHash: row.amounts_hash,
    lines: row.lines,
  }));
}
