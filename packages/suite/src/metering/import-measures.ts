import { addDays, type Instant, type LocalDate } from '@sportello/kernel/calendar';
import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import { actorId, type Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { sha256Hex } from '../platform/secrets.js';
import { applyImportPlan } from './apply-import-plan.js';
import { flowTotals, type PointTotals } from './domain/flow-totals.js';
import type { FlowFault, FlowHeader, FlowRecord } from './domain/formats/flow-record.js';
import { parseFlow } from './domain/formats/parse-flow.js';
import { type ImportAction, type ImportRefusal, type ImportSnapshot, planImport } from './domain/plan-import.js';
import { loadImportSnapshot } from './import-snapshot.pg.js';
import { findFileByHash, insertFile, insertWorklist, lockImports } from './store.pg.js';

export type MeasureImportInput = { readonly fileName: string; readonly content: Uint8Array; readonly dryRun: boolean };

/** Where and how a file is broken: `column` is the element, `position` the column of the text. */
type FileError = Pick<FlowFault, 'line' | 'value' | 'code' | 'expected'> & {
  readonly column: string;
  readonly position: number;
};
export type MeasureImportRefusal =
  | ImportRefusal
  | { readonly code: 'metering.file_refused'; readonly errors: readonly FileError[]; readonly errorCount: number };

type Counts = {
  readonly points: number;
  readonly records: number;
  readonly readings: number;
  readonly rectifications: number;
  readonly curveDays: number;
  readonly meterChanges: number;
  readonly alreadyKnown: number;
  readonly worklist: number;
};
type StoredOutcome = {
  readonly flow: string;
  readonly counts: Counts;
  readonly totals: Record<string, PointTotals[]>;
  readonly faults: FlowFault[];
};
export type MeasureImportOutcome = StoredOutcome & {
  readonly outcome: 'loaded' | 'checked' | 'already_loaded';
  readonly alreadyLoadedAt: Instant | null;
  readonly fileId: string | null;
};

/**
 * Load a measurement flow: the whole file is refused when it is broken or for another company; else its records are
 * stored or put on the worklist with the reason, in one transaction. The same bytes again change nothing.
 */
export async function importMeasures(
  context: Context,
  { fileName, content, dryRun }: MeasureImportInput,
): Promise<Result<MeasureImportOutcome, MeasureImportRefusal>> {
  const { db, companyId, company, clock, actor } = context;
  // One import of a company at a time: each plans on what the one before has stored.
  await lockImports(db, companyId);
  const sha256 = sha256Hex(content);
  const loaded = await findFileByHash(db, companyId, sha256);
  if (loaded !== null) {
    return ok({
      ...(loaded.outcome as StoredOutcome),
      outcome: 'already_loaded',
      alreadyLoadedAt: loaded.loadedAt,
      fileId: loaded.fileId,
    });
  }

  const parsed = await readFlow(content, clock.today());
  if (!parsed.ok) return parsed;
  const { header, records, faults } = parsed.value;
  const pointCodes = [...new Set(records.map(({ pointCode }) => pointCode))];
  const known = await loadImportSnapshot(db, companyId, {
    vatNumber: company.vatNumber,
    pointCodes,
    curveDays: curveDaysOf(records),
  });
  const plan = planImport(header, records, known.snapshot);
  if (!plan.ok) return plan;

  const outcome: StoredOutcome = {
    flow: header.flow,
    counts: countsOf(plan.value, records, faults),
    totals: { ...flowTotals(records, previousIn(known.snapshot)) },
    faults: [...faults],
  };
  if (dryRun) return ok({ ...outcome, outcome: 'checked', alreadyLoadedAt: null, fileId: null });

  const fileId = newId();
  await insertFile(db, companyId, {
    fileId,
    sha256,
    name: fileName,
    flow: header.flow,
    outcome,
    content,
    loadedBy: actorId(actor),
    loadedAt: clock.now(),
  });
  await applyImportPlan(
    context,
    plan.value.filter((action) => action.kind !== 'worklist' && action.kind !== 'already_known'),
    known,
    fileId,
  );
  await insertWorklist(
    db,
    companyId,
    [...worklistOf(plan.value), ...faults.map(faultItem)].map((item) => ({ ...item, itemId: newId(), fileId })),
  );
  await audit(context, {
    action: 'metering.file_loaded',
    objectKind: 'metering_file',
    objectId: fileId,
    facts: { flow: header.flow, ...outcome.counts },
  });
  return ok({ ...outcome, outcome: 'loaded', alreadyLoadedAt: null, fileId });
}

type Flow = {
  readonly header: FlowHeader;
  readonly records: readonly FlowRecord[];
  readonly faults: readonly FlowFault[];
};

async function readFlow(content: Uint8Array, today: LocalDate): Promise<Result<Flow, MeasureImportRefusal>> {
  let header: FlowHeader | null = null;
  const [records, faults]: [FlowRecord[], FlowFault[]] = [[], []];
  for await (const event of parseFlow([content], { today })) {
    if (event.kind === 'header') header = event.header;
    if (event.kind === 'record') records.push(event.record);
    if (event.kind === 'fault') faults.push(event.fault);
    if (event.kind === 'refused')
      return refuse({ code: 'metering.file_refused', errors: [errorOf(event.fault)], errorCount: 1 });
  }
  if (header === null) return refuse({ code: 'metering.file_refused', errors: [], errorCount: 1 });
  return ok({ header, records, faults });
}

/** The last actual reading stored before a day, when the file starts after it. */
const previousIn =
  ({ points }: ImportSnapshot) =>
  (pointCode: string, day: LocalDate) =>
    points.get(pointCode)?.readings.findLast(({ kind, readOn }) => kind !== 'estimated' && readOn < day) ?? null;

const errorOf = ({ line, column, element, value, code, expected }: FlowFault): FileError => ({
  line,
  column: element,
  position: column,
  value,
  code,
  expected,
});

/** Days of the curves of a file, to load the stored ones beside them. */
export function curveDaysOf(
  records: readonly FlowRecord[],
): { readonly from: LocalDate; readonly toExclusive: LocalDate } | null {
  const days = records
    .flatMap((record) => (record.kind === 'curve' ? record.days.map(({ day }) => day) : []))
    .toSorted();
  const [from, last] = [days[0], days.at(-1)];
  return from === undefined || last === undefined ? null : { from, toExclusive: addDays(last, 1) };
}

function countsOf(
  actions: readonly ImportAction[],
  records: readonly FlowRecord[],
  faults: readonly FlowFault[],
): Counts {
  const count = (kind: ImportAction['kind']): number => actions.filter((action) => action.kind === kind).length;
  return {
    points: new Set(records.map(({ pointCode }) => pointCode)).size,
    records: records.length,
    readings: count('insert_reading') + 2 * count('change_meter'),
    rectifications: count('replace_reading'),
    curveDays: actions.reduce((days, action) => days + (action.kind === 'store_curve' ? action.days.length : 0), 0),
    meterChanges: count('change_meter'),
    alreadyKnown: count('already_known'),
    worklist: count('worklist') + faults.length,
  };
}

const worklistOf = (actions: readonly ImportAction[]) =>
  actions.flatMap((action) =>
    action.kind === 'worklist'
      ? [
          {
            lineNo: action.line,
            pointCode: action.pointCode,
            reason: action.code as string,
            facts: action.facts as unknown,
            record: action.record as unknown,
          },
        ]
      : [],
  );

const faultItem = ({ line, pointCode, code, element, value, expected, siiCode }: FlowFault) => ({
  lineNo: line,
  pointCode: pointCode ?? '',
  reason: code as string,
  facts: { element, value, expected, siiCode } as unknown,
  record: null as unknown,
});
