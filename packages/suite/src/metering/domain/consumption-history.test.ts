import { localDate, period } from '@sportello/kernel/calendar';
import { expect, test } from 'vitest';
import { composeConsumptionHistory } from './consumption-history.js';
import type { MeasureInput } from './measured-spans.js';
import type { Reading, ReadingKind } from './reading.js';

const meter = {
  meterId: 'm1',
  serialNumber: '0033 9120',
  installedFrom: localDate('2024-01-01'),
  removedFrom: null,
  digits: 6,
  correctorDigits: null,
  hasCorrector: false,
  multiplier: '1',
  conversionCoefficient: null,
};
const reading = (readOn: string, value: string, kind: ReadingKind = 'collected'): Reading => ({
  readingId: readOn + kind,
  meterId: 'm1',
  readOn: localDate(readOn),
  kind,
  registers: { A0: value },
});
const input = (readings: readonly Reading[]): MeasureInput => ({
  mode: 'single',
  meters: [meter],
  readings,
  curves: [],
  annualConsumption: 2700,
  bandSplit: { F1: 33, F2: 31, F3: 36 },
});
const year = period('2026-01-01', '2027-01-01');

test('monthly readings give each month its difference: 1,310 − 1,000 = 310 and 1,590 − 1,310 = 280', () => {
  const { months, readings } = composeConsumptionHistory(
    input([reading('2025-12-31', '1000'), reading('2026-01-31', '1310'), reading('2026-02-28', '1590')]),
    year,
  );
  expect(months.map(({ month, quantity, isWhole }) => [month, quantity, isWhole])).toEqual([
    ['2026-01', '310', true],
    ['2026-02', '280', true],
  ]);
  expect(readings.map(({ readOn, quantity }) => [readOn, quantity])).toEqual([
    ['2025-12-31', null],
    ['2026-01-31', '310'],
    ['2026-02-28', '280'],
  ]);
});

test('an estimated reading makes its month estimated, and the three origins sum to the month', () => {
  const { months } = composeConsumptionHistory(
    input([reading('2025-12-31', '1000'), reading('2026-01-31', '1310', 'estimated')]),
    year,
  );
  expect(months[0]?.byOrigin).toEqual({ actual: '0', self_reported: '0', estimated: '310' });
});

test('a self-reading at 15 January leaves January in part: 150 of the first 15 days', () => {
  const { months } = composeConsumptionHistory(
    input([reading('2025-12-31', '1000'), reading('2026-01-15', '1150', 'self_reported')]),
    year,
  );
  expect(months.map(({ quantity, isWhole, byOrigin }) => [quantity, isWhole, byOrigin.self_reported])).toEqual([
    ['150', false, '150'],
  ]);
});

test('of two readings of a day the collected one counts, the estimate is not shown', () => {
  const { readings } = composeConsumptionHistory(
    input([reading('2025-12-31', '1000'), reading('2026-01-31', '1400', 'estimated'), reading('2026-01-31', '1310')]),
    year,
  );
  expect(readings.map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['collected', null],
    ['collected', '310'],
  ]);
});

test('without readings there is nothing to tell', () => {
  expect(composeConsumptionHistory(input([]), year)).toEqual({ months: [], readings: [] });
});

test('of 900 kWh between readings 90 days apart the months are spread, of those between monthly readings none is', () => {
  const { months } = composeConsumptionHistory(
    input([
      reading('2025-12-31', '1000'),
      reading('2026-03-31', '1900'),
      reading('2026-04-30', '2100'),
      reading('2026-05-31', '2300'),
    ]),
    year,
  );
  expect(months.map(({ month, isSpread }) => [month, isSpread])).toEqual([
    ['2026-01', true],
    ['2026-02', true],
    ['2026-03', true],
    ['2026-04', false],
    ['2026-05', false],
  ]);
});
