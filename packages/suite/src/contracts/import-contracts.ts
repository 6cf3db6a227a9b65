import { addDays } from '@sportello/kernel/calendar';
import type { Result } from '@sportello/kernel/result';
import { findCustomersByCode } from '../parties/index.js';
import type { Context } from '../platform/context.js';
import {
  choice,
  day,
  matching,
  optional,
  quantity,
  readTable,
  TableErrors,
  type TableRefusal,
  type TableRow,
  text,
  yesNo,
} from '../platform/csv-table.js';
import { newId } from '../platform/ids.js';
import {
  finishTableImport,
  lockTableImports,
  planTable,
  type TableImportInput,
  type TableImportOutcome,
} from '../platform/table-import.js';
import { findPointsByCode, pointCodeOf } from '../supply-points/index.js';
import { listOffers } from '../tariffs/index.js';
import { type Contract, PAYMENT_METHODS, type Supply } from './domain/supply.js';
import {
  findContractsByNumber,
  findSuppliesByPoint,
  insertContracts,
  insertSupplies,
  updateSupplies,
} from './store.pg.js';

const COLUMNS = {
  contract_number: text(40),
  customer_code: text(30),
  signed_on: day,
  point_code: text(20),
  offer_code: matching(/^[A-Za-z0-9]{32}$/, '32 A–Z 0–9'),
  starts_on: day,
  ends_on: optional(day),
  committed_power_kw: optional(quantity(9, 1)),
  resident: yesNo,
  pays_tv_licence_fee: yesNo,
  payment_method: choice(PAYMENT_METHODS),
  alias: optional(text(60)),
};
type Row = TableRow<typeof COLUMNS>;
type Known = Awaited<ReturnType<typeof loadKnown>>;
type Placed = { readonly line: number; readonly supply: Supply; readonly pointCode: string };

/**
 * Load contracts by number, one row per supply: two rows with one number are a contract for two services. Holder and
 * signature of a known contract never change; its supplies take the values of the file.
 */
export async function importContracts(
  context: Context,
  { dryRun, ...file }: TableImportInput,
): Promise<Result<TableImportOutcome, TableRefusal>> {
  const { db, companyId } = context;
  await lockTableImports(context);
  const errors = new TableErrors();
  const rows = readTable(file, COLUMNS, errors);
  const known = await loadKnown(context, rows);
  const contracts = contractsOf(rows, known, errors);

  const lineOf = new Map<string, number>();
  const placed: Placed[] = [];
  for (const row of rows) {
    const supply = toSupply(row, contracts, known, errors);
    if (supply === null) continue;
    errors.addOnce(lineOf, keyOf(supply), row.line, 'point_code', row.cells.point_code);
    placed.push({ line: row.line, supply, pointCode: row.cells.point_code });
  }
  checkOverlaps(placed, known, errors);

  const pairs = placed.map(({ supply }) => ({ wanted: supply, stored: known.supplies.get(keyOf(supply)) }));
  return finishTableImport(context, {
    table: 'contracts.contracts',
    errors,
    dryRun,
    plan: planTable(pairs),
    store: async ({ created, updated }) => {
      await insertContracts(
        db,
        companyId,
        [...contracts.values()].filter(({ number }) => !known.contracts.has(number)),
      );
      // Endings first, so that a supply and the one after it never overlap for a moment.
      await updateSupplies(db, companyId, updated);
      await insertSupplies(db, companyId, created);
    },
  });
}

const keyOf = ({ contractId, supplyPointId }: Pick<Supply, 'contractId' | 'supplyPointId'>): string =>
  `${contractId} ${supplyPointId}`;

async function loadKnown({ db, companyId }: Context, rows: readonly Row[]) {
  const customers = await findCustomersByCode(
    db,
    companyId,
    rows.map(({ cells }) => cells.customer_code),
  );
  const points = await findPointsByCode(
    db,
    companyId,
    rows.map(({ cells }) => pointCodeOf(cells.point_code)),
  );
  const contracts = await findContractsByNumber(
    db,
    companyId,
    rows.map(({ cells }) => cells.contract_number),
  );
  const atPoints = await findSuppliesByPoint(
    db,
    companyId,
    points.map(({ supplyPointId }) => supplyPointId),
  );
  return {
    customers: new Map(customers.map((customer) => [customer.code, customer])),
    points: new Map(points.map((point) => [point.code, point])),
    contracts: new Map(contracts.map((contract) => [contract.number, contract])),
    offers: new Map((await listOffers(db, companyId)).map((offer) => [offer.code.toUpperCase(), offer])),
    atPoints,
    supplies: new Map(atPoints.map((supply) => [keyOf(supply), supply])),
  };
}

function contractsOf(rows: readonly Row[], known: Known, errors: TableErrors): ReadonlyMap<string, Contract> {
  const contracts = new Map<string, Contract>(known.contracts);
  for (const { line, cells } of rows) {
    const customer = known.customers.get(cells.customer_code);
    if (customer === undefined) {
      errors.add(line, 'customer_code', cells.customer_code, 'imports.unknown_customer', '');
      continue;
    }
    const contract = contracts.get(cells.contract_number);
    if (contract === undefined) {
      contracts.set(cells.contract_number, {
        contractId: newId(),
        number: cells.contract_number,
        customerId: customer.customerId,
        signedOn: cells.signed_on,
      });
    } else if (contract.customerId !== customer.customerId) {
      errors.add(
        line,
        'customer_code',
        cells.customer_code,
        'imports.contract_of_other_customer',
        cells.contract_number,
      );
    } else if (contract.signedOn !== cells.signed_on) {
      errors.add(line, 'signed_on', cells.signed_on, 'imports.contract_differs', contract.signedOn);
    }
  }
  return contracts;
}

function toSupply(
  { line, cells }: Row,
  contracts: ReadonlyMap<string, Contract>,
  known: Known,
  errors: TableErrors,
): Supply | null {
  const contract = contracts.get(cells.contract_number);
  const point = known.points.get(pointCodeOf(cells.point_code));
  const offer = known.offers.get(cells.offer_code.toUpperCase());
  if (point === undefined) errors.add(line, 'point_code', cells.point_code, 'imports.unknown_point', '');
  if (offer === undefined) errors.add(line, 'offer_code', cells.offer_code, 'imports.unknown_offer', '');
  if (contract === undefined || point === undefined || offer === undefined) return null;
  const isElectricity = point.commodity === 'electricity';
  if (offer.commodity !== point.commodity)
    errors.add(line, 'offer_code', cells.offer_code, 'imports.offer_of_other_commodity', point.commodity);
  if (isElectricity && cells.committed_power_kw === null)
    errors.add(line, 'committed_power_kw', '', 'imports.value_missing', '3');
  if (cells.ends_on !== null && cells.ends_on < cells.starts_on)
    errors.add(line, 'ends_on', cells.ends_on, 'imports.not_after', cells.starts_on);
  const supply = {
    contractId: contract.contractId,
    customerId: contract.customerId,
    supplyPointId: point.supplyPointId,
    commodity: point.commodity,
    offerId: offer.offerId,
    startsOn: cells.starts_on,
    endsOnExclusive: cells.ends_on === null ? null : addDays(cells.ends_on, 1),
    committedPowerKw: isElectricity ? cells.committed_power_kw : null,
    resident: isElectricity && cells.resident,
    paysTvLicenceFee: isElectricity && cells.pays_tv_licence_fee,
    paymentMethod: cells.payment_method,
    alias: cells.alias ?? '',
    version: 1,
  };
  return { supplyId: known.supplies.get(keyOf(supply))?.supplyId ?? newId(), ...supply };
}

/** One supply at a time at a point: among the rows, and with the supplies that the file does not speak of. */
function checkOverlaps(placed: readonly Placed[], known: Known, errors: TableErrors): void {
  const named = new Set(placed.map(({ supply }) => keyOf(supply)));
  const others = known.atPoints
    .filter((supply) => !named.has(keyOf(supply)))
    .map((supply) => ({ line: 0, supply, pointCode: '' }));
  const inOrder = [...placed, ...others].toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (let index = 1; index < inOrder.length; index += 1) {
    const [before, after] = [inOrder[index - 1], inOrder[index]];
    if (before === undefined || after === undefined || before.supply.supplyPointId !== after.supply.supplyPointId)
      continue;
    const end = before.supply.endsOnExclusive;
    if (end !== null && end <= after.supply.startsOn) continue;
    const overlapping = after.line > 0 ? after : before;
    // Two stored supplies never overlap, so one of the two is a row of the file.
    errors.add(
      overlapping.line,
      'starts_on',
      overlapping.supply.startsOn,
      'imports.supplies_overlap',
      overlapping.pointCode,
    );
  }
}
const orderOf = ({ supply }: Placed): string => `${supply.supplyPointId} ${supply.startsOn}`;
