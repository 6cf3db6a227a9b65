import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { localDate, period } from '@sportello/kernel/calendar';
import { test } from 'vitest';
import type { FlowHeader, FlowRecord, ReadingRecord } from './formats/flow-record.js';
import { parseFlow } from './formats/parse-flow.js';
import { type ImportAction, type KnownPoint, planImport } from './plan-import.js';
import type { Meter, Reading, ReadingKind, RegisterValues } from './reading.js';

const companyVatNumbers = ['12345678903'];
const POD = 'IT001E10000003';
const PDR = '01613852000011';

const meter = (changes: Partial<Meter> = {}): Meter => ({
  meterId: 'm1',
  serialNumber: 'S1',
  installedFrom: localDate('2020-01-01'),
  removedFrom: null,
  digits: 6,
  correctorDigits: null,
  hasCorrector: false,
  multiplier: '1',
  conversionCoefficient: null,
  ...changes,
});
const reading = (readOn: string, registers: RegisterValues, kind: ReadingKind = 'collected'): Reading => ({
  readingId: `r-${readOn}-${kind}`,
  meterId: 'm1',
  readOn: localDate(readOn),
  kind,
  registers,
});
const point = (changes: Partial<KnownPoint> = {}): KnownPoint => ({
  supplyPointId: 'sp1',
  commodity: 'electricity',
  meters: [meter()],
  supplies: [period('2025-01-01', '2027-01-01')],
  readings: [],
  curves: [],
  annualConsumption: 3650,
  ...changes,
});
const record = (changes: Partial<ReadingRecord> = {}): ReadingRecord => ({
  flow: 'PNO',
  commodity: 'electricity',
  pointCode: POD,
  line: 7,
  column: 3,
  kind: 'reading',
  readOn: localDate('2026-02-28'),
  readingKind: 'collected',
  registers: { A0: '1100' },
  isValidated: true,
  collection: 'periodic',
  practiceCode: null,
  meter: {
    serialNumber: null,
    digits: null,
    correctorDigits: null,
    hasCorrector: null,
    multiplier: '1',
    conversionCoefficient: null,
  },
  ...changes,
});
const header: FlowHeader = {
  flow: 'PNO',
  commodity: 'electricity',
  recipientVatNumber: '12345678903',
  distributorVatNumber: '01234567897',
  dispatchContract: 'DP0101',
};

const show = (action: ImportAction): string => {
  if (action.kind === 'worklist') return action.code;
  if (action.kind === 'insert_reading')
    return `insert ${action.reading.readOn} ${JSON.stringify(action.reading.registers)}`;
  if (action.kind === 'replace_reading')
    return `replace ${action.supersededReadingId} by ${JSON.stringify(action.reading?.registers ?? null)}`;
  if (action.kind === 'store_curve') return `store ${action.days.length} days`;
  if (action.kind === 'change_meter')
    return `change ${action.removedMeterId} to ${action.installed.serialNumber} from ${action.changeFrom}`;
  return action.kind;
};
function plan(records: readonly FlowRecord[], known: KnownPoint | null, pointCode = POD): string[] {
  const points = new Map(known === null ? [] : [[pointCode, known] as const]);
  const planned = planImport(header, records, { companyVatNumbers, points });
  assert.ok(planned.ok);
  return planned.value.map(show);
}

test('a file for another company is refused whole', () => {
  const planned = planImport({ ...header, recipientVatNumber: '01234567897' }, [record()], {
    companyVatNumbers,
    points: new Map(),
  });
  assert.deepEqual(planned, {
    ok: false,
    refusal: { code: 'metering.other_company', recipientVatNumber: '01234567897' },
  });
});

const january = reading('2026-01-31', { A0: '1000' });
const march = reading('2026-03-31', { A0: '1200' });
const rows: readonly [string, FlowRecord, KnownPoint | null, string][] = [
  ['a point nobody knows', record(), null, 'metering.unknown_point'],
  ['a gas record for a POD', record({ commodity: 'gas' }), point(), 'metering.wrong_commodity'],
  [
    'after the end of supply',
    record(),
    point({ supplies: [period('2025-01-01', '2026-02-28')] }),
    'metering.no_supply_on_date',
  ],
  [
    'the evening of the last day of supply',
    record(),
    point({ supplies: [period('2025-01-01', '2026-03-01')] }),
    'insert 2026-02-28 {"A0":"1100"}',
  ],
  [
    'the evening before the first day of supply',
    record(),
    point({ supplies: [period('2026-03-01', '2027-01-01')] }),
    'insert 2026-02-28 {"A0":"1100"}',
  ],
  [
    'before the meter',
    record(),
    point({ meters: [meter({ installedFrom: localDate('2026-03-02') })] }),
    'metering.no_meter_on_date',
  ],
  [
    'another serial number',
    record({ meter: { ...record().meter, serialNumber: 'S9' } }),
    point(),
    'metering.serial_mismatch',
  ],
  [
    'another multiplier',
    record({ meter: { ...record().meter, multiplier: '40' } }),
    point(),
    'metering.multiplier_mismatch',
  ],
  [
    'another coefficient',
    record({ meter: { ...record().meter, conversionCoefficient: '1.02' } }),
    point({ meters: [meter({ conversionCoefficient: '1.01' })] }),
    'metering.coefficient_mismatch',
  ],
  [
    'a corrector nobody knows',
    record({ meter: { ...record().meter, hasCorrector: true } }),
    point(),
    'metering.corrector_mismatch',
  ],
  ['seven digits on six', record({ registers: { A0: '1000000' } }), point(), 'metering.too_many_digits_in_flow'],
  ['not validated', record({ isValidated: false }), point(), 'metering.not_validated'],
  ['the first reading', record(), point(), 'insert 2026-02-28 {"A0":"1100"}'],
  ['1100 after 1000', record(), point({ readings: [january] }), 'insert 2026-02-28 {"A0":"1100"}'],
  [
    '999 after 1000',
    record({ registers: { A0: '999' } }),
    point({ readings: [january] }),
    'metering.lower_than_previous',
  ],
  [
    '120 after 999990 rolled over',
    record({ registers: { A0: '120' } }),
    point({ readings: [reading('2026-01-31', { A0: '999990' })] }),
    'insert 2026-02-28 {"A0":"120"}',
  ],
  // 10 a day × 28 days × 10 times + 500 = 3300
  [
    '3300 kWh in 28 days',
    record({ registers: { A0: '4300' } }),
    point({ readings: [january] }),
    'insert 2026-02-28 {"A0":"4300"}',
  ],
  [
    '3301 kWh in 28 days',
    record({ registers: { A0: '4301' } }),
    point({ readings: [january] }),
    'metering.implausible',
  ],
  ['late, between its neighbours', record(), point({ readings: [january, march] }), 'insert 2026-02-28 {"A0":"1100"}'],
  [
    'late, over the last reading',
    record({ registers: { A0: '1201' } }),
    point({ readings: [january, march] }),
    'metering.date_before_last',
  ],
  [
    'lower than an estimate',
    record({ registers: { A0: '999' } }),
    point({ readings: [{ ...january, kind: 'estimated' }] }),
    'insert 2026-02-28 {"A0":"999"}',
  ],
  [
    'the same value again',
    record({ registers: { A0: '1100.000' } }),
    point({ readings: [reading('2026-02-28', { A0: '1100' })] }),
    'already_known',
  ],
  [
    'another value on the same day',
    record(),
    point({ readings: [reading('2026-02-28', { A0: '1101' })] }),
    'metering.different_value_same_day',
  ],
  [
    'collected over a self-reading',
    record(),
    point({ readings: [reading('2026-02-28', { A0: '1100' }, 'self_reported')] }),
    'insert 2026-02-28 {"A0":"1100"}',
  ],
  [
    'another self-reading',
    record({ readingKind: 'self_reported' }),
    point({ readings: [reading('2026-02-28', { A0: '1101' }, 'self_reported')] }),
    'metering.self_reading_flow_conflict',
  ],
];
for (const [what, incoming, known, expected] of rows) {
  test(`${what}: ${expected}`, () => assert.deepEqual(plan([incoming], known), [expected]));
}

test('the second of two contradicting records of one file goes to the worklist', () => {
  const second = record({ readOn: localDate('2026-03-31'), registers: { A0: '1099' } });
  assert.deepEqual(plan([record(), second], point()), [
    'insert 2026-02-28 {"A0":"1100"}',
    'metering.lower_than_previous',
  ]);
});

async function recordsOf(name: string): Promise<{ header: FlowHeader; records: FlowRecord[] }> {
  const records: FlowRecord[] = [];
  let read: FlowHeader | null = null;
  const bytes = readFileSync(new URL(`./formats/cases/${name}`, import.meta.url));
  for await (const event of parseFlow([bytes], { today: localDate('2026-05-15') })) {
    assert.ok(event.kind === 'header' || event.kind === 'record');
    if (event.kind === 'header') read = event.header;
    else records.push(event.record);
  }
  assert.ok(read !== null);
  return { header: read, records };
}

test('RNO: the estimate 80, 95, 140 of 28 February is replaced by 71, 88, 131; a second time nothing changes', async () => {
  const { records } = await recordsOf('RNO_2026-02.xml');
  const estimate = reading('2026-02-28', { A1: '80', A2: '95', A3: '140' }, 'estimated');
  const pod = 'IT001E10000005';
  assert.deepEqual(plan(records, point({ readings: [estimate] }), pod), [
    'replace r-2026-02-28-estimated by {"A1":"71","A2":"88","A3":"131"}',
  ]);
  const corrected = reading('2026-02-28', { A1: '71', A2: '88', A3: '131' });
  assert.deepEqual(plan(records, point({ readings: [corrected] }), pod), ['already_known']);
  assert.deepEqual(plan(records, point(), pod), ['metering.rectification_without_original']);
});

test('VNO of 15 February fits before PNO of 28 February, in either order of arrival', async () => {
  const holderChange = (await recordsOf('VNO_2026-02.xml')).records;
  const periodic = (await recordsOf('PNO_2026-02.xml')).records.filter(({ pointCode }) => pointCode === POD);
  const inserted = (day: string) => (text: string) => text.startsWith(`insert 2026-02-${day}`);
  assert.ok(inserted('15')(plan([...periodic, ...holderChange], point())[1] ?? ''));
  assert.ok(inserted('28')(plan([...holderChange, ...periodic], point())[1] ?? ''));
});

test('IGMG of 10 February: OLD000111 leaves, NEW000222 counts from 11 February with coefficient 1', async () => {
  const { header: own, records } = await recordsOf('01234567897_12345678903_202602_IGMG_20260305101500_1.xml');
  const old = meter({ serialNumber: 'OLD000111', digits: 5, conversionCoefficient: '1.034512' });
  const gasPoint = point({ commodity: 'gas', meters: [old], readings: [reading('2025-12-31', { M: '99700' })] });
  const points = new Map([['01613852000016', gasPoint]]);
  const planned = planImport(own, records, { companyVatNumbers, points });
  assert.ok(planned.ok);
  assert.deepEqual(planned.value, [
    {
      pointCode: '01613852000016',
      line: 7,
      supplyPointId: 'sp1',
      kind: 'change_meter',
      removedMeterId: 'm1',
      changeFrom: '2026-02-11',
      removalReading: { readOn: '2026-02-10', kind: 'collected', registers: { M: '99870' } },
      installed: {
        serialNumber: 'NEW000222',
        installedFrom: '2026-02-11',
        removedFrom: null,
        digits: 5,
        correctorDigits: null,
        hasCorrector: false,
        multiplier: '1',
        conversionCoefficient: '1',
      },
      installationReading: { readOn: '2026-02-10', kind: 'collected', registers: { M: '0' } },
    },
  ]);
  const done = point({
    commodity: 'gas',
    meters: [
      { ...old, removedFrom: localDate('2026-02-11') },
      meter({ meterId: 'm2', serialNumber: 'NEW000222', installedFrom: localDate('2026-02-11') }),
    ],
  });
  assert.deepEqual(plan(records, done, '01613852000016'), ['already_known']);
  const other = point({ commodity: 'gas', meters: [meter({ serialNumber: 'XYZ' })] });
  assert.deepEqual(plan(records, other, '01613852000016'), ['metering.serial_mismatch']);
});

test('TGL: 28 readings of meter MIS000777001 with six digits; the meter of the technical data is a mismatch', async () => {
  const { records } = await recordsOf('01234567897_12345678903_202602_TGL_20260305101500_1_M.xml');
  const read = meter({ serialNumber: 'MIS000777001', hasCorrector: true, correctorDigits: 8 });
  const gasPoint = point({ commodity: 'gas', meters: [read], annualConsumption: 15_000 });
  const planned = plan(records, gasPoint, '01613852000013');
  assert.equal(planned.filter((text) => text.startsWith('insert')).length, 28);
  const technical = { ...gasPoint, meters: [{ ...read, serialNumber: 'MIS000123456' }] };
  assert.deepEqual(new Set(plan(records, technical, '01613852000013')), new Set(['metering.serial_mismatch']));
});

test('PDO: 28 days are stored, again they are known, another value is a conflict', async () => {
  const { records } = await recordsOf('PDO_2026-02.xml');
  const [curve] = records;
  assert.ok(curve?.kind === 'curve');
  const pod = 'IT001E10000001';
  assert.deepEqual(plan(records, point(), pod), ['store 28 days']);
  assert.deepEqual(plan([curve, curve], point(), pod), ['store 28 days', 'already_known']);
  const [first] = curve.days;
  assert.ok(first !== undefined);
  const changed = { ...first, wattHours: first.wattHours.with(0, 1) };
  assert.deepEqual(plan(records, point({ curves: [changed] }), pod), ['metering.curve_conflict']);
  const rectified = { ...curve, isRectification: true };
  assert.deepEqual(plan([rectified], point({ curves: [changed, ...curve.days.slice(1)] }), pod), ['store 1 days']);
  assert.deepEqual(plan([rectified], point(), pod), ['metering.rectification_without_original']);
});

test('a gas reading with a converter needs no coefficient to agree', () => {
  const incoming = record({
    commodity: 'gas',
    pointCode: PDR,
    registers: { M: '30211', C: '61234' },
    meter: { ...record().meter, multiplier: null, hasCorrector: true, conversionCoefficient: '1.034512' },
  });
  const known = point({
    commodity: 'gas',
    meters: [meter({ hasCorrector: true, correctorDigits: 8, conversionCoefficient: '1.02' })],
  });
  assert.deepEqual(plan([incoming], known, PDR), ['insert 2026-02-28 {"M":"30211","C":"61234"}']);
});
