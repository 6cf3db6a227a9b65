import { ok, type Result, refuse } from '@sportello/kernel/result';
import { audit } from '../platform/audit.js';
import { actorId, type Context } from '../platform/context.js';
import { applyImportPlan } from './apply-import-plan.js';
import type { FlowHeader, FlowRecord } from './domain/formats/flow-record.js';
import { planImport } from './domain/plan-import.js';
import { curveDaysOf } from './import-measures.js';
import { type LoadedSnapshot, loadImportSnapshot } from './import-snapshot.pg.js';
import { closeWorklistItem, lockImports, lockWorklistItem, type StoredWorklistItem } from './store.pg.js';

type ItemRefusal = { readonly code: 'metering.item_not_found' | 'metering.item_closed' };
type StillRefusal = { readonly code: 'metering.still_not_usable'; readonly reason: string; readonly facts: unknown };
type Closed = { readonly itemId: string; readonly state: 'applied' | 'discarded' };

/** Plan the record again: what it lacked (a point, a supply, the meter) may be in the registry now. */
export async function retryWorklistItem(
  context: Context,
  { itemId }: { readonly itemId: string },
): Promise<Result<Closed, ItemRefusal | StillRefusal>> {
  const item = await openItem(context, itemId);
  return item.ok
    ? useRecord(context, item.value, { record: item.value.record as FlowRecord | null, isForced: false, note: null })
    : item;
}

/**
 * Use the record although a rule stopped it, on a person's word. Only what a person can know better may be forced:
 * an unusual use, a reading the distributor has not validated, another value for a day already read.
 */
export async function applyWorklistItem(
  context: Context,
  { itemId, note }: { readonly itemId: string; readonly note: string },
): Promise<Result<Closed, ItemRefusal | StillRefusal>> {
  const item = await openItem(context, itemId);
  if (!item.ok) return item;
  const { reason, facts } = item.value;
  const record = forced(item.value);
  if (record === null) return refuse({ code: 'metering.still_not_usable', reason, facts });
  return useRecord(context, item.value, { record, isForced: true, note });
}

/** Close an item without using it; the record stays in its file. */
export async function discardWorklistItem(
  context: Context,
  { itemId, note }: { readonly itemId: string; readonly note: string },
): Promise<Result<Closed, ItemRefusal>> {
  const item = await openItem(context, itemId);
  return item.ok ? ok(await close(context, item.value, 'discarded', note)) : item;
}

async function openItem({ db, companyId }: Context, itemId: string): Promise<Result<StoredWorklistItem, ItemRefusal>> {
  await lockImports(db, companyId);
  const item = await lockWorklistItem(db, companyId, itemId);
  if (item === null) return refuse({ code: 'metering.item_not_found' });
  return item.state === 'open' ? ok(item) : refuse({ code: 'metering.item_closed' });
}

/** The record as it passes when a person vouches for it; null when no word of a person mends it. */
function forced({ reason, record: stored }: StoredWorklistItem): FlowRecord | null {
  const record = stored as FlowRecord | null;
  if (reason === 'metering.implausible') return record;
  if (reason === 'metering.not_validated' && (record?.kind === 'reading' || record?.kind === 'curve'))
    return { ...record, isValidated: true };
  if (reason === 'metering.different_value_same_day' && record?.kind === 'reading') {
    const { readOn, readingKind, registers } = record;
    return {
      ...record,
      kind: 'rectification',
      reason: null,
      corrected: { readOn, readingKind, registers, isValidated: true },
    };
  }
  if (reason === 'metering.curve_conflict' && record?.kind === 'curve') return { ...record, isRectification: true };
  return null;
}

async function useRecord(
  context: Context,
  item: StoredWorklistItem,
  {
    record,
    isForced,
    note,
  }: { readonly record: FlowRecord | null; readonly isForced: boolean; readonly note: string | null },
): Promise<Result<Closed, StillRefusal>> {
  const { reason, facts } = item;
  if (record === null) return refuse({ code: 'metering.still_not_usable', reason, facts });
  const { db, companyId, company } = context;
  const loaded = await loadImportSnapshot(db, companyId, {
    vatNumber: company.vatNumber,
    pointCodes: [record.pointCode],
    curveDays: curveDaysOf([record]),
  });
  const known = isForced ? withoutPlausibility(loaded) : loaded;
  const header: FlowHeader = {
    flow: record.flow,
    commodity: record.commodity,
    recipientVatNumber: company.vatNumber,
    distributorVatNumber: '',
    dispatchContract: null,
  };
  const plan = planImport(header, [record], known.snapshot);
  const action = plan.ok ? plan.value[0] : undefined;
  if (action === undefined) return refuse({ code: 'metering.still_not_usable', reason, facts });
  if (action.kind === 'worklist')
    return refuse({ code: 'metering.still_not_usable', reason: action.code, facts: action.facts });
  if (action.kind !== 'already_known') await applyImportPlan(context, [action], known, item.fileId);
  return ok(await close(context, item, 'applied', note));
}

/** What is plausible is measured on the yearly use: without it every use is. */
const withoutPlausibility = ({ snapshot, meters }: LoadedSnapshot): LoadedSnapshot => ({
  meters,
  snapshot: {
    ...snapshot,
    points: new Map([...snapshot.points].map(([code, point]) => [code, { ...point, annualConsumption: null }])),
  },
});

async function close(
  context: Context,
  { itemId, reason, pointCode }: StoredWorklistItem,
  state: 'applied' | 'discarded',
  note: string | null,
): Promise<Closed> {
  const { db, companyId, actor, clock } = context;
  await closeWorklistItem(db, companyId, { itemId, state, note, closedBy: actorId(actor), closedAt: clock.now() });
  await audit(context, {
    action: `metering.item_${state}`,
    objectKind: 'worklist_item',
    objectId: itemId,
    facts: { reason, pointCode },
  });
  return { itemId, state };
}
