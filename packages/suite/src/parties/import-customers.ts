import { parseTaxCode, parseVatNumber } from '@sportello/kernel/identifiers';
import type { Result } from '@sportello/kernel/result';
import { actorId, type Context } from '../platform/context.js';
import {
  choice,
  day,
  type TableErrors as Errors,
  identifier,
  matching,
  optional,
  readTable,
  TableErrors,
  type TableRefusal,
  type TableRow,
  text,
} from '../platform/csv-table.js';
import { newId } from '../platform/ids.js';
import {
  finishTableImport,
  lockTableImports,
  planTable,
  type TableImportInput,
  type TableImportOutcome,
} from '../platform/table-import.js';
import { EMAIL_FORM, fieldChanges, PHONE_FORM } from './domain/change-customer.js';
import type { Customer } from './domain/customer.js';
import {
  findCodesByTaxCode,
  findCustomersByCode,
  insertCustomerChanges,
  insertCustomers,
  updateCustomers,
} from './store.pg.js';

const COLUMNS = {
  code: text(30),
  kind: choice(['person', 'company']),
  first_name: optional(text(80)),
  last_name: optional(text(80)),
  company_name: optional(text(160)),
  tax_code: optional(identifier(parseTaxCode, '16 A–Z 0–9, 11 0–9')),
  vat_number: optional(identifier(parseVatNumber, '11 0–9')),
  born_on: optional(day),
  email: optional(matching(EMAIL_FORM, 'nome@dominio.it')),
  phone: optional(matching(PHONE_FORM, '+39 059 123456')),
  pec: optional(matching(EMAIL_FORM, 'nome@pec.it')),
  recipient_code: optional(matching(/^[A-Z0-9]{6,7}$/, '7 A–Z 0–9')),
  street: text(120),
  postal_code: matching(/^[A-Za-z0-9 -]{1,12}$/, '00000'),
  city: text(80),
  province: matching(/^([A-Z]{2}|-)$/, 'MO'),
  country: matching(/^[A-Z]{2}$/, 'IT'),
  language: choice(['it', 'en']),
};
type Row = TableRow<typeof COLUMNS>;

/** Load customers by their code: new ones are created, known ones take the values of the file. */
export async function importCustomers(
  context: Context,
  { dryRun, ...file }: TableImportInput,
): Promise<Result<TableImportOutcome, TableRefusal>> {
  const { db, companyId, actor } = context;
  await lockTableImports(context);
  const errors = new TableErrors();
  const rows = readTable(file, COLUMNS, errors);
  checkRows(rows, errors);

  const stored = new Map(
    (
      await findCustomersByCode(
        db,
        companyId,
        rows.map(({ cells }) => cells.code),
      )
    ).map((customer) => [customer.code, customer]),
  );
  const holders = await findCodesByTaxCode(
    db,
    companyId,
    rows.flatMap(({ cells }) => cells.tax_code ?? []),
  );
  for (const { line, cells } of rows) {
    const holder = cells.tax_code === null ? undefined : holders.get(cells.tax_code);
    if (holder !== undefined && holder !== cells.code)
      errors.add(line, 'tax_code', cells.tax_code ?? '', 'imports.tax_code_taken', holder);
  }

  const pairs = rows.map((row) => {
    const known = stored.get(row.cells.code);
    return { wanted: toCustomer(row, known?.customerId ?? newId()), stored: known };
  });
  return finishTableImport(context, {
    table: 'parties.customers',
    errors,
    dryRun,
    plan: planTable(pairs),
    store: async ({ created, updated }) => {
      await insertCustomers(db, companyId, created);
      await updateCustomers(db, companyId, updated);
      await insertCustomerChanges(
        db,
        companyId,
        updated.flatMap((customer) => {
          const before = stored.get(customer.code);
          return before === undefined
            ? []
            : [
                {
                  customerId: customer.customerId,
                  actorKind: actor.kind,
                  actorId: actorId(actor),
                  changes: fieldChanges(before, customer),
                },
              ];
        }),
      );
    },
  });
}

function checkRows(rows: readonly Row[], errors: Errors): void {
  const [lineOfCode, lineOfTaxCode] = [new Map<string, number>(), new Map<string, number>()];
  for (const { line, cells } of rows) {
    const { code, kind, tax_code: taxCode } = cells;
    const required =
      kind === 'person' ? (['first_name', 'last_name', 'tax_code'] as const) : (['company_name'] as const);
    for (const column of required)
      if (cells[column] === null) errors.add(line, column, '', 'imports.value_missing', kind);
    const isFirst = errors.addOnce(lineOfCode, code, line, 'code', code);
    if (taxCode === null) continue;
    if (kind === 'person' && taxCode.length !== 16)
      errors.add(line, 'tax_code', taxCode, 'imports.wrong_form', '16 A–Z 0–9');
    // A row that stands there twice is told once.
    if (isFirst || !lineOfTaxCode.has(taxCode)) errors.addOnce(lineOfTaxCode, taxCode, line, 'tax_code', taxCode);
  }
}

function toCustomer({ cells }: Row, customerId: string): Customer {
  const isPerson = cells.kind === 'person';
  return {
    customerId,
    code: cells.code,
    kind: cells.kind,
    firstName: isPerson ? cells.first_name : null,
    lastName: isPerson ? cells.last_name : null,
    companyName: isPerson ? null : cells.company_name,
    taxCode: cells.tax_code,
    vatNumber: cells.vat_number,
    bornOn: cells.born_on,
    email: cells.email,
    phone: cells.phone,
    pec: cells.pec,
    recipientCode: cells.recipient_code ?? '0000000',
    street: cells.street,
    postalCode: cells.postal_code,
    city: cells.city,
    province: cells.province === '-' ? '' : cells.province,
    country: cells.country,
    language: cells.language,
    version: 1,
  };
}
