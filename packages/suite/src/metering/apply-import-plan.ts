import { addDays, type Instant } from '@sportello/kernel/calendar';
import { compare, decimal } from '@sportello/kernel/decimal';
import { assert } from '@sportello/kernel/result';
import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { insertMeters, removeMeter } from '../supply-points/index.js';
import type { ImportAction } from './domain/plan-import.js';
import type { Reading, Register, RegisterValues } from './domain/reading.js';
import { chainKeyOf, findChainEnds, findCurveVersions, type LoadedSnapshot } from './import-snapshot.pg.js';
import { type CurveDay, insertCurves, insertReadings, type StoredReading } from './store.pg.js';

type Applied = Exclude<ImportAction, { kind: 'worklist' } | { kind: 'already_known' }>;
type Draft = Pick<StoredReading, 'supplyPointId' | 'supersedes'> &
  Pick<Reading, 'meterId' | 'readOn' | 'kind' | 'registers'>;

/**
 * Store what was planned: meters first, then readings, then curves, in the open transaction. A rectification that
 * takes a reading away is a reading without registers, which counts as none.
 */
export async function applyImportPlan(
  { db, companyId, clock }: Context,
  actions: readonly Applied[],
  { meters, snapshot }: LoadedSnapshot,
  fileId: string,
): Promise<void> {
  const known = new Map(
    [...snapshot.points.values()].flatMap(({ readings }) => readings.map((reading) => [reading.readingId, reading])),
  );
  const drafts: Draft[] = [];
  for (const action of actions) {
    const { supplyPointId } = action;
    if (action.kind === 'insert_reading') drafts.push({ supplyPointId, supersedes: null, ...action.reading });
    if (action.kind === 'replace_reading') {
      const original = known.get(action.supersededReadingId);
      assert(original !== undefined, 'what is rectified was loaded');
      const { meterId, readOn, kind } = original;
      drafts.push({
        supplyPointId,
        supersedes: original.readingId,
        ...(action.reading ?? { meterId, readOn, kind, registers: {} }),
      });
    }
    if (action.kind === 'change_meter') {
      const removed = meters.get(action.removedMeterId);
      assert(removed !== undefined, 'the removed meter was loaded');
      const meterId = newId();
      await removeMeter(db, companyId, removed.meterId, action.changeFrom);
      // The flow is silent on class and corrector serial: those of the old meter hold until the registry says otherwise.
      await insertMeters(db, companyId, [
        { ...removed, ...action.installed, meterId, supplyPointId, correctorSerialNumber: null },
      ]);
      drafts.push({ supplyPointId, supersedes: null, meterId: removed.meterId, ...action.removalReading });
      drafts.push({ supplyPointId, supersedes: null, meterId, ...action.installationReading });
    }
  }
  await storeReadings(db, companyId, drafts, { fileId, acceptedAt: clock.now() });
  await storeCurves(
    db,
    companyId,
    actions.filter((action) => action.kind === 'store_curve'),
    fileId,
  );
}

async function storeReadings(
  db: Context['db'],
  companyId: string,
  drafts: readonly Draft[],
  { fileId, acceptedAt }: { readonly fileId: string; readonly acceptedAt: Instant },
): Promise<void> {
  const ends = await findChainEnds(
    db,
    companyId,
    drafts.filter(({ supersedes }) => supersedes === null),
  );
  const readings: StoredReading[] = [];
  for (const draft of drafts) {
    const end = draft.supersedes === null ? ends.get(chainKeyOf(draft)) : undefined;
    if (end !== undefined && sameRegisters(end.registers, draft.registers)) continue;
    readings.push({
      ...draft,
      readingId: newId(),
      supersedes: draft.supersedes ?? end?.readingId ?? null,
      source: 'file',
      fileId,
      acceptedAt,
    });
  }
  await insertReadings(db, companyId, readings);
}

async function storeCurves(
  db: Context['db'],
  companyId: string,
  actions: readonly Extract<Applied, { kind: 'store_curve' }>[],
  fileId: string,
): Promise<void> {
  const days = actions.flatMap(({ supplyPointId, days: ofPoint }) => ofPoint.map((day) => ({ supplyPointId, ...day })));
  const sorted = days.map(({ day }) => day).toSorted();
  const [from, last] = [sorted[0], sorted.at(-1)];
  if (from === undefined || last === undefined) return;
  const versions = await findCurveVersions(
    db,
    companyId,
    [...new Set(days.map(({ supplyPointId }) => supplyPointId))],
    { from, toExclusive: addDays(last, 1) },
  );
  const curves = days.map(
    ({ supplyPointId, day, wattHours }): CurveDay => ({
      supplyPointId,
      day,
      version: (versions.get(`${supplyPointId} ${day}`) ?? 0) + 1,
      quarterWh: wattHours,
      fileId,
    }),
  );
  await insertCurves(db, companyId, curves);
}

const sameRegisters = (a: RegisterValues, b: RegisterValues): boolean => {
  const names = Object.keys(a) as Register[];
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => b[name] !== undefined && compare(decimal(a[name] ?? '0'), decimal(b[name])) === 0)
  );
};
