import type { LocalDate } from '@sportello/kernel/calendar';
import type { Result } from '@sportello/kernel/result';
import type { Context } from '../platform/context.js';
import {
  day,
  matching,
  optional,
  quantity,
  readTable,
  TableErrors,
  type TableRefusal,
  type TableRow,
  text,
  wholeNumber,
} from '../platform/csv-table.js';
import { newId } from '../platform/ids.js';
import {
  finishTableImport,
  lockTableImports,
  planTable,
  type TableImportInput,
  type TableImportOutcome,
} from '../platform/table-import.js';
import { pointCodeOf } from './domain/point-code.js';
import { foldSerialNumber, type InstalledMeter, type SupplyPoint } from './domain/supply-point.js';
import { findMeters, findPointsByCode, insertMeters, updateMeters } from './store.pg.js';

const COLUMNS = {
  point_code: text(20),
  serial_number: text(40),
  meter_class: optional(matching(/^G\d{1,4}([.,]\d)?$/, 'G4, G6, G10')),
  digits: wholeNumber(3, 12),
  multiplier: optional(quantity(8, 4)),
  corrector_serial_number: optional(text(40)),
  corrector_digits: optional(wholeNumber(3, 12)),
  conversion_coefficient: optional(quantity(6, 6)),
  installed_from: day,
  removed_from: optional(day),
};
type Row = TableRow<typeof COLUMNS>;
type Versioned = InstalledMeter & { readonly version: number };

/** Load meters by point and serial number. Meters of one point never overlap. */
export async function importMeters(
  context: Context,
  { dryRun, ...file }: TableImportInput,
): Promise<Result<TableImportOutcome, TableRefusal>> {
  const { db, companyId } = context;
  await lockTableImports(context);
  const errors = new TableErrors();
  const rows = readTable(file, COLUMNS, errors);
  const points = new Map(
    (
      await findPointsByCode(
        db,
        companyId,
        rows.map(({ cells }) => pointCodeOf(cells.point_code)),
      )
    ).map((point) => [point.code, point]),
  );
  const stored = new Map(
    (
      await findMeters(
        db,
        companyId,
        [...points.values()].map(({ supplyPointId }) => supplyPointId),
      )
    ).map((meter) => [keyOf(meter), meter]),
  );

  const lineOf = new Map<string, number>();
  const wanted = rows.flatMap((row) => {
    const point = points.get(pointCodeOf(row.cells.point_code));
    if (point === undefined) {
      errors.add(row.line, 'point_code', row.cells.point_code, 'imports.unknown_point', '');
      return [];
    }
    const meter = toMeter(row, point, errors);
    const key = keyOf(meter);
    errors.addOnce(lineOf, key, row.line, 'serial_number', meter.serialNumber);
    const known = stored.get(key);
    // The spelling of the serial number that came first stays.
    return [{ ...meter, meterId: known?.meterId ?? newId(), serialNumber: known?.serialNumber ?? meter.serialNumber }];
  });
  checkOverlaps(
    [...wanted, ...[...stored].filter(([key]) => !lineOf.has(key)).map(([, meter]) => meter)],
    lineOf,
    errors,
  );

  // Meters carry no version: it is only what the comparison leaves out.
  const versioned = (meter: InstalledMeter): Versioned => ({ ...meter, version: 1 });
  const pairs = wanted.map((meter) => {
    const known = stored.get(keyOf(meter));
    return { wanted: versioned(meter), stored: known === undefined ? undefined : versioned(known) };
  });
  return finishTableImport(context, {
    table: 'supply_points.meters',
    errors,
    dryRun,
    plan: planTable(pairs),
    store: async ({ created, updated }) => {
      // Removals first, so that a meter and the one after it never overlap for a moment.
      await updateMeters(db, companyId, updated);
      await insertMeters(db, companyId, created);
    },
  });
}

const keyOf = ({ supplyPointId, serialNumber }: Pick<InstalledMeter, 'supplyPointId' | 'serialNumber'>): string =>
  `${supplyPointId} ${foldSerialNumber(serialNumber)}`;

function toMeter({ line, cells }: Row, { supplyPointId, commodity }: SupplyPoint, errors: TableErrors): InstalledMeter {
  const isGas = commodity === 'gas';
  const hasCorrector = cells.corrector_digits !== null;
  if (isGas && cells.meter_class === null) errors.add(line, 'meter_class', '', 'imports.value_missing', 'G4, G6, G10');
  if (isGas && !hasCorrector && cells.conversion_coefficient === null)
    errors.add(line, 'conversion_coefficient', '', 'imports.value_missing', '1,022779');
  if (!isGas && hasCorrector)
    errors.add(line, 'corrector_digits', String(cells.corrector_digits), 'imports.only_gas', '');
  if (cells.multiplier === '0') errors.add(line, 'multiplier', '0', 'imports.not_a_number', '> 0');
  if (cells.removed_from !== null && cells.removed_from <= cells.installed_from) {
    errors.add(line, 'removed_from', cells.removed_from, 'imports.not_after', cells.installed_from);
  }
  return {
    meterId: '',
    supplyPointId,
    serialNumber: cells.serial_number,
    meterClass: isGas ? (cells.meter_class ?? '') : '',
    digits: cells.digits,
    multiplier: cells.multiplier ?? '1',
    hasCorrector,
    correctorSerialNumber: hasCorrector ? cells.corrector_serial_number : null,
    correctorDigits: cells.corrector_digits,
    conversionCoefficient: isGas ? cells.conversion_coefficient : null,
    installedFrom: cells.installed_from,
    removedFrom: cells.removed_from,
  };
}

function checkOverlaps(
  meters: readonly InstalledMeter[],
  lineOf: ReadonlyMap<string, number>,
  errors: TableErrors,
): void {
  const inOrder = meters.toSorted((a, b) =>
    a.supplyPointId === b.supplyPointId
      ? a.installedFrom < b.installedFrom
        ? -1
        : 1
      : a.supplyPointId < b.supplyPointId
        ? -1
        : 1,
  );
  for (let index = 1; index < inOrder.length; index += 1) {
    const [before, meter] = [inOrder[index - 1], inOrder[index]];
    if (before === undefined || meter === undefined || before.supplyPointId !== meter.supplyPointId) continue;
    const end: LocalDate | null = before.removedFrom;
    if (end !== null && end <= meter.installedFrom) continue;
    const line = lineOf.get(keyOf(meter)) ?? lineOf.get(keyOf(before)) ?? 1;
    errors.add(line, 'installed_from', meter.installedFrom, 'imports.meters_overlap', before.serialNumber);
  }
}
