import assert from 'node:assert/strict';
import { addDays, type LocalDate, localDate, period } from '@sportello/kernel/calendar';
import { formatDecimal, sum } from '@sportello/kernel/decimal';
import fc from 'fast-check';
import { test } from 'vitest';
import { type ConsumptionInput, computeConsumption, lastActualReadOn } from './compute-consumption.js';
import type { ConsumptionSlice } from './consumption.js';
import type { Meter, Reading, ReadingKind, RegisterValues } from './reading.js';

const meter = (changes: Partial<Meter> = {}): Meter => ({
  meterId: 'm1',
  serialNumber: 'S1',
  installedFrom: localDate('2020-01-01'),
  removedFrom: null,
  digits: 5,
  correctorDigits: null,
  hasCorrector: false,
  multiplier: '1',
  conversionCoefficient: null,
  ...changes,
});

let nextId = 0;
const reading = (
  readOn: string,
  registers: RegisterValues,
  kind: ReadingKind = 'collected',
  meterId = 'm1',
): Reading => {
  nextId += 1;
  return { readingId: `r${nextId}`, meterId, readOn: localDate(readOn), kind, registers };
};
const total = (readOn: string, a0: string, kind?: ReadingKind, meterId?: string) =>
  reading(readOn, { A0: a0 }, kind, meterId);
const gas = (readOn: string, m: string, kind?: ReadingKind, meterId?: string) =>
  reading(readOn, { M: m }, kind, meterId);

const input = (changes: Partial<ConsumptionInput> = {}): ConsumptionInput => ({
  mode: 'single',
  meters: [meter()],
  readings: [],
  curves: [],
  annualConsumption: 3650,
  profile: null,
  bandSplit: { F1: 33, F2: 31, F3: 36 },
  period: period('2026-01-01', '2026-03-01'),
  ...changes,
});

const show = (slices: readonly ConsumptionSlice[]): string[] =>
  slices.map(({ period: { from, toExclusive }, band, quantity, origin, basis }) => {
    const how = basis.kind === 'estimate' ? ` ${basis.method}` : '';
    return `${from} ${toExclusive} ${band} ${formatDecimal(quantity)} ${origin}${how}`;
  });
const compute = (changes: Partial<ConsumptionInput>) => show(computeConsumption(input(changes)).slices);

test('readings of 31 December and 28 February close January and February: 5649 − 5249 = 400 kWh', () => {
  const { slices, issues, actualUntilReadOn } = computeConsumption(
    input({ readings: [total('2025-12-31', '5249'), total('2026-02-28', '5649.000')] }),
  );
  assert.deepEqual(show(slices), ['2026-01-01 2026-03-01 F0 400 actual']);
  assert.deepEqual(issues, []);
  assert.equal(actualUntilReadOn, '2026-02-28');
  assert.deepEqual(slices[0]?.basis, {
    kind: 'readings',
    serialNumber: 'S1',
    register: 'A0',
    rolledOver: false,
    coefficient: '1',
    from: { readOn: '2025-12-31', value: '5249', kind: 'collected' },
    to: { readOn: '2026-02-28', value: '5649.000', kind: 'collected' },
  });
});

test('an interval that the period cuts gives its days: 90 kWh of 90 days, 31 of them in January', () => {
  const readings = [total('2025-12-16', '100'), total('2026-03-16', '190')];
  assert.deepEqual(compute({ readings, period: period('2026-01-01', '2026-02-01') }), [
    '2026-01-01 2026-02-01 F0 31 actual',
  ]);
});

test('three bands are three differences: 34, 32, 56 kWh', () => {
  const readings = [
    reading('2026-01-31', { A1: '1200', A2: '955', A3: '2044' }),
    reading('2026-02-28', { A1: '1234', A2: '987', A3: '2100' }),
  ];
  assert.deepEqual(compute({ mode: 'bands', readings, period: period('2026-02-01', '2026-03-01') }), [
    '2026-02-01 2026-03-01 F1 34 actual',
    '2026-02-01 2026-03-01 F2 32 actual',
    '2026-02-01 2026-03-01 F3 56 actual',
  ]);
});

test('a single price adds the three dials of a band meter: 34 + 32 + 56 = 122 kWh', () => {
  const readings = [
    reading('2026-01-31', { A1: '1200', A2: '955', A3: '2044' }),
    reading('2026-02-28', { A1: '1234', A2: '987', A3: '2100' }),
  ];
  const { slices } = computeConsumption(input({ readings, period: period('2026-02-01', '2026-03-01') }));
  assert.deepEqual(show(slices), ['2026-02-01 2026-03-01 F0 122 actual']);
  const [slice] = slices;
  assert.ok(slice?.basis.kind === 'readings');
  assert.equal(
    `${slice.basis.register}: ${slice.basis.from.value} to ${slice.basis.to.value}`,
    'A1+A2+A3: 4199 to 4321',
  );
});

test('bands on a meter with one dial: 101 kWh by 33/31/36 % is 33, 32, 36, and a person is told', () => {
  const readings = [total('2026-01-31', '100'), total('2026-02-28', '201')];
  const { slices, issues } = computeConsumption(
    input({ mode: 'bands', readings, period: period('2026-02-01', '2026-03-01') }),
  );
  // Running shares: 33.33 → 33; 64.64 → 65, so 32; 101 − 65 = 36.
  assert.deepEqual(
    slices.map(({ quantity }) => formatDecimal(quantity)),
    ['33', '32', '36'],
  );
  assert.deepEqual(issues, [{ code: 'metering.bands_not_read', severity: 'warning', serialNumber: 'S1' }]);
});

test('the multiplier multiplies: (150.5 − 100) × 40 = 2020 kWh', () => {
  const readings = [total('2025-12-31', '100'), total('2026-02-28', '150.5')];
  assert.deepEqual(compute({ meters: [meter({ multiplier: '40' })], readings }), [
    '2026-01-01 2026-03-01 F0 2020 actual',
  ]);
});

test('coefficient C converts: (1452 − 1315) × 1.034512 = 141.73 → 142 Smc', () => {
  const meters = [meter({ conversionCoefficient: '1.034512' })];
  const readings = [gas('2025-12-31', '1315'), gas('2026-02-28', '1452')];
  assert.deepEqual(compute({ mode: 'gas', meters, readings }), ['2026-01-01 2026-03-01 gas 142 actual']);
});

test('with a corrector its own difference is billed and C is not applied: 241130 − 240000 = 1130 Smc', () => {
  const meters = [meter({ hasCorrector: true, correctorDigits: 8, conversionCoefficient: '1.034512' })];
  const readings = [
    reading('2026-01-31', { M: '120000', C: '240000' }),
    reading('2026-02-28', { M: '120538', C: '241130' }),
  ];
  const { slices } = computeConsumption(
    input({ mode: 'gas', meters, readings, period: period('2026-02-01', '2026-03-01') }),
  );
  assert.deepEqual(show(slices), ['2026-02-01 2026-03-01 gas 1130 actual']);
  assert.ok(slices[0]?.basis.kind === 'readings');
  assert.equal(`${slices[0].basis.register} × ${slices[0].basis.coefficient}`, 'C × 1');
});

test('a coefficient that changes on 1 February converts each day with its own: 59 m³ give 31 × 1 + 28 × 1.1 = 61.8 → 62', () => {
  const meters = [
    meter({ conversionCoefficient: '1', removedFrom: localDate('2026-02-01') }),
    meter({ meterId: 'm2', conversionCoefficient: '1.1', installedFrom: localDate('2026-02-01') }),
  ];
  const readings = [gas('2025-12-31', '0'), gas('2026-02-28', '59', 'collected', 'm2')];
  const { slices } = computeConsumption(input({ mode: 'gas', meters, readings }));
  assert.deepEqual(show(slices), ['2026-01-01 2026-02-01 gas 31 actual', '2026-02-01 2026-03-01 gas 31 actual']);
  assert.deepEqual(
    slices.map(({ basis }) => basis.kind === 'readings' && basis.coefficient),
    ['1', '1.1'],
  );
});

test('a meter replaced on 10 February adds up: old 99870 − 99790 = 80, new 46 − 0 = 46', () => {
  const meters = [
    meter({ removedFrom: localDate('2026-02-11') }),
    meter({ meterId: 'm2', serialNumber: 'S2', installedFrom: localDate('2026-02-11') }),
  ];
  const readings = [
    total('2025-12-31', '99790'),
    total('2026-02-10', '99870'),
    total('2026-02-10', '0', 'collected', 'm2'),
    total('2026-02-28', '46', 'collected', 'm2'),
  ];
  assert.deepEqual(compute({ meters, readings }), [
    '2026-01-01 2026-02-11 F0 80 actual',
    '2026-02-11 2026-03-01 F0 46 actual',
  ]);
});

test('a corrector installed on 1 February: m³ × C before, corrector Smc after', () => {
  const meters = [
    meter({ conversionCoefficient: '1.02', removedFrom: localDate('2026-02-01') }),
    meter({
      meterId: 'm2',
      hasCorrector: true,
      correctorDigits: 8,
      conversionCoefficient: '1.02',
      installedFrom: localDate('2026-02-01'),
    }),
  ];
  const readings = [
    gas('2025-12-31', '1000'),
    reading('2026-01-31', { M: '1100', C: '0' }, 'collected', 'm2'),
    reading('2026-02-28', { M: '1200', C: '103' }, 'collected', 'm2'),
  ];
  assert.deepEqual(compute({ mode: 'gas', meters, readings }), [
    '2026-01-01 2026-02-01 gas 102 actual',
    '2026-02-01 2026-03-01 gas 103 actual',
  ]);
});

test('a dial of five digits that passes zero: 100000 − 99870 + 270 = 400 kWh', () => {
  const { slices, issues } = computeConsumption(
    input({ readings: [total('2025-12-31', '99870'), total('2026-02-28', '270')] }),
  );
  assert.deepEqual(show(slices), ['2026-01-01 2026-03-01 F0 400 actual']);
  assert.ok(slices[0]?.basis.kind === 'readings' && slices[0].basis.rolledOver);
  assert.deepEqual(issues, []);
});

test('a dial that ran backwards blocks, and the interval goes on to the next good reading: 5649 − 5249', () => {
  const readings = [total('2025-12-31', '5249'), total('2026-01-31', '5149'), total('2026-02-28', '5649')];
  const { slices, issues } = computeConsumption(input({ readings }));
  assert.deepEqual(show(slices), ['2026-01-01 2026-03-01 F0 400 actual']);
  assert.deepEqual(issues, [
    {
      code: 'metering.negative_difference',
      severity: 'blocking',
      serialNumber: 'S1',
      register: 'A0',
      previousReadOn: '2025-12-31',
      previousValue: '5249',
      readOn: '2026-01-31',
      value: '5149',
    },
  ]);
});

test('on one day the collected reading beats the self-reading, which beats the estimate', () => {
  const day = '2026-02-28';
  const start = total('2025-12-31', '100');
  const [estimate, own, collected] = [
    total(day, '300', 'estimated'),
    total(day, '200', 'self_reported'),
    total(day, '150'),
  ];
  assert.deepEqual(compute({ readings: [estimate, own, collected, start] }), ['2026-01-01 2026-03-01 F0 50 actual']);
  assert.deepEqual(compute({ readings: [estimate, own, start] }), ['2026-01-01 2026-03-01 F0 100 self_reported']);
  assert.deepEqual(compute({ readings: [estimate, start] }), ['2026-01-01 2026-03-01 F0 200 estimated']);
});

test('an estimate of the distributor bounds until a later actual reading replaces it', () => {
  const [start, estimate] = [total('2025-12-31', '100'), total('2026-01-31', '193', 'estimated')];
  const january = period('2026-01-01', '2026-02-01');
  assert.deepEqual(compute({ readings: [start, estimate], period: january }), [
    '2026-01-01 2026-02-01 F0 93 estimated',
  ]);
  assert.equal(lastActualReadOn(input({ readings: [start, estimate] })), '2025-12-31');
  const readings = [start, estimate, total('2026-02-28', '159')]; // 59 kWh in 59 days, 31 of them in January
  assert.deepEqual(compute({ readings, period: january }), ['2026-01-01 2026-02-01 F0 31 actual']);
  assert.equal(lastActualReadOn(input({ readings })), '2026-02-28');
});

test('after the last reading the year is spread: 3650 kWh a year are 10 a day, 280 in February', () => {
  const readings = [total('2025-12-31', '100'), total('2026-01-31', '400')];
  const { slices } = computeConsumption(input({ readings }));
  assert.deepEqual(show(slices), [
    '2026-01-01 2026-02-01 F0 300 actual',
    '2026-02-01 2026-03-01 F0 280 estimated annual_profile',
  ]);
  assert.deepEqual(slices[1]?.basis, {
    kind: 'estimate',
    method: 'annual_profile',
    annualQuantity: '3650',
    fromReadOn: '2026-01-31',
  });
});

test('gas follows its monthly profile: 1000 Smc, 20 % in January and 15 % in February', () => {
  const profile = [20, 15, 12, 7, 4, 3, 2, 2, 3, 6, 10, 16];
  assert.deepEqual(compute({ mode: 'gas', annualConsumption: 1000, profile, readings: [gas('2025-12-31', '7')] }), [
    '2026-01-01 2026-02-01 gas 200 estimated annual_profile',
    '2026-02-01 2026-03-01 gas 150 estimated annual_profile',
  ]);
});

test('with a year of readings the same days of last year are used: 310 in January, 140 in February', () => {
  const readings = [
    total('2024-12-31', '0'),
    total('2025-01-31', '310'),
    total('2025-02-28', '450'),
    total('2025-12-31', '3000'),
  ];
  assert.deepEqual(compute({ readings }), [
    '2026-01-01 2026-02-01 F0 310 estimated last_year',
    '2026-02-01 2026-03-01 F0 140 estimated last_year',
  ]);
});

test('299 days of history are not enough, 300 are', () => {
  const end = localDate('2025-12-31');
  const readings = (days: number) => [total(addDays(end, -days), '0'), total(end, '3000')];
  const december = period('2026-12-01', '2026-12-02');
  assert.match(compute({ readings: readings(299), period: december })[0] ?? '', /annual_profile/);
  assert.match(compute({ readings: readings(300), period: december })[0] ?? '', /last_year/);
});

test('nothing to estimate from blocks instead of billing a silent zero', () => {
  const { slices, issues } = computeConsumption(input({ annualConsumption: null }));
  assert.deepEqual(show(slices), ['2026-01-01 2026-03-01 F0 0 estimated annual_profile']);
  assert.deepEqual(issues, [
    { code: 'metering.no_estimate_basis', severity: 'blocking', from: '2026-01-01', toExclusive: '2026-03-01' },
  ]);
});

test('a curve with a missing day is estimated on that day: 10 kWh, never zero', () => {
  const day = (of: string) =>
    ({ day: localDate(of), kind: 'collected', quarterHours: 96, wattHours: { F1: 1400, F2: 300, F3: 700 } }) as const;
  const curves = [day('2026-01-01'), day('2026-01-02'), day('2026-01-04')];
  const { slices } = computeConsumption(input({ curves, period: period('2026-01-01', '2026-01-05') }));
  assert.deepEqual(show(slices), [
    '2026-01-01 2026-01-03 F0 5 actual', // 4.8
    '2026-01-03 2026-01-04 F0 10 estimated annual_profile',
    '2026-01-04 2026-01-05 F0 2 actual', // 2.4
  ]);
  assert.deepEqual(slices[0]?.basis, { kind: 'curve', quarterHours: 192, days: 2 });
});

test('readings outside the installation of their meter and without the needed dial are named, not used', () => {
  const readings = [
    total('2025-12-31', '100'),
    reading('2026-01-31', { M: '5' }),
    total('2019-06-30', '7'),
    total('2026-02-28', '159'),
  ];
  const { slices, issues } = computeConsumption(input({ readings }));
  assert.deepEqual(show(slices), ['2026-01-01 2026-03-01 F0 59 actual']);
  assert.deepEqual(issues, [
    { code: 'metering.reading_outside_installation', severity: 'warning', serialNumber: 'S1', readOn: '2019-06-30' },
    { code: 'metering.reading_without_register', severity: 'warning', serialNumber: 'S1', readOn: '2026-01-31' },
  ]);
});

// A supply with mishaps: readings at random distances, a meter change, estimates and self-readings between them.
const start = localDate('2024-01-01');
const someSupply = fc.record({
  mode: fc.constantFrom('single' as const, 'bands' as const, 'gas' as const),
  steps: fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 80 }),
      use: fc.integer({ min: 0, max: 900 }),
      kind: fc.constantFrom<ReadingKind>('collected', 'collected', 'self_reported', 'estimated'),
    }),
    { minLength: 0, maxLength: 16 },
  ),
  changeAfter: fc.integer({ min: 1, max: 900 }),
  coefficient: fc.constantFrom('1', '1.034512', '0.987654', '40'),
  from: fc.integer({ min: 0, max: 800 }),
  length: fc.integer({ min: 2, max: 400 }),
  cut: fc.integer({ min: 1, max: 399 }),
  profile: fc.constantFrom(null, [20, 15, 12, 7, 4, 3, 2, 2, 3, 6, 10, 16]),
});

function supplyOf({
  mode,
  steps,
  changeAfter,
  coefficient,
  from,
  length,
  profile,
}: typeof someSupply extends fc.Arbitrary<infer T> ? T : never) {
  const changedOn = addDays(start, changeAfter);
  const values = (value: number): RegisterValues => {
    const text = String(value % 100_000);
    return mode === 'gas'
      ? { M: text }
      : mode === 'bands'
        ? { A1: text, A2: String(value % 100_000), A3: text }
        : { A0: text };
  };
  const both = {
    multiplier: mode === 'gas' ? '1' : coefficient,
    conversionCoefficient: mode === 'gas' ? coefficient : null,
  };
  const meters = [
    meter({ ...both, removedFrom: changedOn }),
    meter({ ...both, meterId: 'm2', serialNumber: 'S2', installedFrom: changedOn }),
  ];
  let day: LocalDate = start;
  let value = 98_000;
  const readings = steps.map(({ days, use, kind }) => {
    day = addDays(day, days);
    value += use;
    return reading(day, values(value), kind, day < changedOn ? 'm1' : 'm2');
  });
  const first = addDays(start, from);
  return input({ mode, meters, readings, profile, period: { from: first, toExclusive: addDays(first, length) } });
}

test('property: slices cover the period exactly once per band', () => {
  fc.assert(
    fc.property(someSupply, (sample) => {
      const supply = supplyOf(sample);
      const { slices } = computeConsumption(supply);
      for (const band of new Set(slices.map((slice) => slice.band))) {
        let expected: LocalDate = supply.period.from;
        for (const slice of slices.filter((each) => each.band === band)) {
          assert.equal(slice.period.from, expected);
          assert.ok(slice.period.toExclusive > slice.period.from);
          assert.ok(slice.quantity.units >= 0n);
          expected = slice.period.toExclusive;
        }
        assert.equal(expected, supply.period.toExclusive);
      }
    }),
    { numRuns: 500 },
  );
});

test('property: splitting the period anywhere changes no sum', () => {
  fc.assert(
    fc.property(someSupply, (sample) => {
      const supply = supplyOf(sample);
      const middle = addDays(supply.period.from, 1 + (sample.cut % (sample.length - 1)));
      const wholeSlices = computeConsumption(supply).slices;
      const parts = [
        { from: supply.period.from, toExclusive: middle },
        { from: middle, toExclusive: supply.period.toExclusive },
      ].flatMap((piece) => computeConsumption({ ...supply, period: piece }).slices);
      for (const band of new Set(wholeSlices.map((slice) => slice.band))) {
        const totalOf = (slices: readonly ConsumptionSlice[]) =>
          sum(slices.filter((slice) => slice.band === band).map(({ quantity }) => quantity)).units;
        assert.equal(totalOf(parts), totalOf(wholeSlices));
      }
    }),
    { numRuns: 500 },
  );
});
