import { ok, type Result, refuse } from '@sportello/kernel/result';
import { sql } from 'kysely';
import { audit } from './audit.js';
import type { Context } from './context.js';
import type { TableErrors, TableFile, TableRefusal } from './csv-table.js';

export type TableImportInput = TableFile & { readonly dryRun: boolean };
export type TableImportOutcome = {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
};

/** Until the end of the transaction no other table of this company is loaded: each compares with what is stored. */
export async function lockTableImports({ db, companyId }: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${companyId}`}, 0))`.execute(db);
}

/** What a table changes: new records, and those that differ from the stored ones. */
export type TablePlan<T> = {
  readonly created: readonly T[];
  readonly updated: readonly T[];
  readonly unchanged: number;
};

/** Compare each wanted record with the stored one of the same key; ids and versions do not count. */
export function planTable<T extends { readonly version: number }>(
  pairs: readonly { readonly wanted: T; readonly stored: T | undefined }[],
  ignored: readonly (keyof T)[] = [],
): TablePlan<T> {
  const [created, updated]: [T[], T[]] = [[], []];
  let unchanged = 0;
  for (const { wanted, stored } of pairs) {
    if (stored === undefined) created.push(wanted);
    else if (differs(wanted, stored, new Set<PropertyKey>([...ignored, 'version'])))
      updated.push({ ...wanted, version: stored.version + 1 });
    else unchanged += 1;
  }
  return { created, updated, unchanged };
}

const differs = <T extends object>(a: T, b: T, ignored: ReadonlySet<PropertyKey>): boolean =>
  (Object.keys(a) as (keyof T)[]).some((field) => !ignored.has(field) && a[field] !== b[field]);

/** All or nothing: with one error nothing is stored; a dry run stores nothing either way. */
export async function finishTableImport<T>(
  context: Context,
  {
    table,
    errors,
    dryRun,
    plan,
    store,
  }: {
    readonly table: string;
    readonly errors: TableErrors;
    readonly dryRun: boolean;
    readonly plan: TablePlan<T>;
    readonly store: (plan: TablePlan<T>) => Promise<void>;
  },
): Promise<Result<TableImportOutcome, TableRefusal>> {
  if (errors.refusal !== null) return refuse(errors.refusal);
  const counts = { created: plan.created.length, updated: plan.updated.length, unchanged: plan.unchanged };
  if (!dryRun) {
    await store(plan);
    await audit(context, { action: `${table}.imported`, objectKind: 'table', objectId: table, facts: counts });
  }
  return ok({ dryRun, rows: counts.created + counts.updated + counts.unchanged, ...counts });
}
