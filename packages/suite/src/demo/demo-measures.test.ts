import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { test } from 'vitest';
import { computeConsumption } from '../metering/domain/compute-consumption.js';
import { sumByBand } from '../metering/domain/time-bands.js';
import { demoRuns } from './calendar.js';
import { inventDemoCompany } from './demo-company.js';

const today = localDate('2026-11-22');
const demo = inventDemoCompany(today);

/** Consumption of a supply in a run's period from what was known when the run issued. */
function consumptionOf(supply: (typeof demo.supplies)[number], run: ReturnType<typeof demoRuns>[number]) {
  const point = demo.points.find(({ supplyPointId }) => supplyPointId === supply.supplyPointId);
  assert.ok(point);
  const known = demo.readings.filter(
    (reading) => reading.supplyPointId === point.supplyPointId && reading.acceptedAt.slice(0, 10) <= run.issueOn,
  );
  const rectified = new Set(known.map(({ supersedes }) => supersedes));
  const from = supply.startsOn > run.period.from ? supply.startsOn : run.period.from;
  const end = supply.endsOnExclusive ?? run.period.toExclusive;
  const toExclusive = end < run.period.toExclusive ? end : run.period.toExclusive;
  if (from >= toExclusive) return null;
  return computeConsumption({
    mode: point.measureMode === 'hourly' ? 'bands' : point.measureMode,
    period: { from, toExclusive },
    meters: demo.meters.filter(({ supplyPointId }) => supplyPointId === point.supplyPointId),
    readings: known.filter(({ readingId }) => !rectified.has(readingId)),
    curves: demo.curves
      .filter(({ supplyPointId, day }) => supplyPointId === point.supplyPointId && day < run.issueOn)
      .map(({ day, quarterWh }) => sumByBand({ day, kind: 'collected', wattHours: quarterWh }, [])),
    annualConsumption: Number(point.annualConsumption),
    bandSplit: { F1: 33, F2: 31, F3: 36 },
    profile: null,
  });
}

test('every supply has a consumption in every run, nothing blocks', () => {
  for (const run of demoRuns(today)) {
    for (const supply of demo.supplies) {
      const consumption = consumptionOf(supply, run);
      const blocking = consumption?.issues.filter(({ severity }) => severity === 'blocking') ?? [];
      assert.deepEqual(blocking, [], `${supply.supplyId} in ${run.period.from}`);
    }
  }
});

test('estimated in a run are only the supplies whose story or bimonthly reading says so', () => {
  const last = demoRuns(today)[6];
  assert.ok(last);
  const estimated = demo.supplies.filter((supply) =>
    consumptionOf(supply, last)?.slices.some(({ origin }) => origin === 'estimated'),
  );
  assert.equal(estimated.length, 1, 'only the supply whose last readings are missing');
});
