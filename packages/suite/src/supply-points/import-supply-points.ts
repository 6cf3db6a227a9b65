import { parsePdr, parsePod, parseVatNumber } from '@sportello/kernel/identifiers';
import type { Result } from '@sportello/kernel/result';
import type { Context } from '../platform/context.js';
import {
  choice,
  identifier,
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
import { GAS_PROFILE_CODES, GAS_TERRITORY_CODES } from './domain/gas-places.js';
import type { SupplyPoint } from './domain/supply-point.js';
import { findPointsByCode, insertPoints, updatePoints } from './store.pg.js';

const COLUMNS = {
  commodity: choice(['electricity', 'gas']),
  code: text(20),
  street: text(120),
  postal_code: matching(/^\d{5}$/, '00000'),
  city: text(80),
  province: matching(/^[A-Z]{2}$/, 'MO'),
  distributor_name: optional(text(120)),
  distributor_vat_number: optional(identifier(parseVatNumber, '11 0–9')),
  measure_mode: choice(['single', 'bands', 'hourly', 'gas']),
  remote_read: yesNo,
  available_power_kw: optional(quantity(9, 1)),
  gas_area: optional(matching(/^[1-6]$/, '1–6')),
  gas_territory: optional(choice(GAS_TERRITORY_CODES)),
  gas_profile: optional(choice(GAS_PROFILE_CODES)),
  remi_code: optional(matching(/^[A-Za-z0-9]{1,10}$/, '00000000')),
  annual_consumption: quantity(11, 3),
};
type Row = TableRow<typeof COLUMNS>;

/** Load supply points by POD or PDR. The commodity of a known point never changes. */
export async function importSupplyPoints(
  context: Context,
  { dryRun, ...file }: TableImportInput,
): Promise<Result<TableImportOutcome, TableRefusal>> {
  const { db, companyId } = context;
  await lockTableImports(context);
  const errors = new TableErrors();
  const rows = readTable(file, COLUMNS, errors).map((row) => ({ ...row, point: toPoint(row, errors) }));
  const stored = new Map(
    (
      await findPointsByCode(
        db,
        companyId,
        rows.map(({ point }) => point.code),
      )
    ).map((point) => [point.code, point]),
  );
  const lineOf = new Map<string, number>();
  const pairs = rows.map(({ line, point }) => {
    errors.addOnce(lineOf, point.code, line, 'code', point.code);
    const known = stored.get(point.code);
    return { wanted: { ...point, supplyPointId: known?.supplyPointId ?? newId() }, stored: known };
  });
  return finishTableImport(context, {
    table: 'supply_points.points',
    errors,
    dryRun,
    plan: planTable(pairs),
    store: async ({ created, updated }) => {
      await insertPoints(db, companyId, created);
      await updatePoints(db, companyId, updated);
    },
  });
}

function toPoint({ line, cells }: Row, errors: TableErrors): SupplyPoint {
  const isGas = cells.commodity === 'gas';
  const parsed = isGas ? parsePdr(cells.code) : parsePod(cells.code);
  if (!parsed.ok) errors.add(line, 'code', cells.code, 'imports.wrong_form', isGas ? '14 0–9' : 'IT000E00000000');
  if (isGas !== (cells.measure_mode === 'gas')) {
    errors.add(
      line,
      'measure_mode',
      cells.measure_mode,
      'imports.unknown_value',
      isGas ? 'gas' : 'single, bands, hourly',
    );
  }
  const needed = isGas ? (['gas_area', 'gas_territory', 'gas_profile'] as const) : (['available_power_kw'] as const);
  for (const column of needed)
    if (cells[column] === null) errors.add(line, column, '', 'imports.value_missing', cells.commodity);
  return {
    supplyPointId: '',
    commodity: cells.commodity,
    code: parsed.ok ? parsed.value : cells.code,
    street: cells.street,
    postalCode: cells.postal_code,
    city: cells.city,
    province: cells.province,
    distributorName: cells.distributor_name ?? '',
    distributorVatNumber: cells.distributor_vat_number,
    measureMode: cells.measure_mode,
    remoteRead: cells.remote_read,
    availablePowerKw: isGas ? null : cells.available_power_kw,
    gasArea: isGas ? cells.gas_area : null,
    gasTerritory: isGas ? cells.gas_territory : null,
    gasProfile: isGas ? cells.gas_profile : null,
    remiCode: isGas ? cells.remi_code : null,
    annualConsumption: cells.annual_consumption,
    version: 1,
  };
}
