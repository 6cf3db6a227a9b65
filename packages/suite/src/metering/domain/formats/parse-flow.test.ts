import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { localDate, period } from '@sportello/kernel/calendar';
import { formatDecimal } from '@sportello/kernel/decimal';
import { test } from 'vitest';
import { computeConsumption } from '../compute-consumption.js';
import type { Reading } from '../reading.js';
import type { FlowEvent, FlowFault, FlowRecord } from './flow-record.js';
import { parseFlow } from './parse-flow.js';

const today = localDate('2026-05-15');
const casePath = (name: string) => new URL(`./cases/${name}`, import.meta.url);
const GAS = '01234567897_12345678903_202602';
const gasFile = (flow: string, end = '_M') => `${GAS}_${flow}_20260305101500_1${end}.xml`;

async function read(bytes: Uint8Array | string, chunkBytes = 65_536): Promise<FlowEvent[]> {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < all.length; start += chunkBytes) chunks.push(all.subarray(start, start + chunkBytes));
  const events: FlowEvent[] = [];
  for await (const event of parseFlow(chunks, { today })) events.push(event);
  return events;
}
const recordsOf = (events: readonly FlowEvent[]): FlowRecord[] =>
  events.flatMap((event) => (event.kind === 'record' ? [event.record] : []));
const faultsOf = (events: readonly FlowEvent[]): FlowFault[] =>
  events.flatMap((event) => (event.kind === 'fault' || event.kind === 'refused' ? [event.fault] : []));
const refusalOf = (events: readonly FlowEvent[]): string => {
  const last = events.at(-1);
  return last?.kind === 'refused' ? `${last.fault.code} line ${last.fault.line}` : 'not refused';
};
const readCase = (name: string) => read(readFileSync(casePath(name)));
const shortCase = (name: string) => readFileSync(casePath(name), 'utf8');

type ElectricityTotals = Record<
  string,
  Record<
    string,
    {
      month: string;
      active_kwh: number;
      curve_rows: number;
      quarter_hours: number;
    }
  >
>;
const electricityTotals: ElectricityTotals = JSON.parse(shortCase('expected_totals.electricity.json'));

for (const [file, points] of Object.entries(electricityTotals)) {
  for (const [pod, expected] of Object.entries(points)) {
    test(`${file}: ${expected.active_kwh} kWh in ${expected.quarter_hours} quarter-hours`, async () => {
      const events = await readCase(file);
      assert.deepEqual(faultsOf(events), []);
      const [record] = recordsOf(events);
      assert.ok(record?.kind === 'curve');
      const wattHours = record.days.flatMap((day) => day.wattHours);
      assert.deepEqual(
        { pod: record.pointCode, month: record.month, rows: record.days.length, quarters: wattHours.length },
        { pod, month: expected.month, rows: expected.curve_rows, quarters: expected.quarter_hours },
      );
      assert.equal(
        wattHours.reduce((sum, value) => sum + value, 0),
        Math.round(expected.active_kwh * 1000),
      );
    });
  }
}

test('TGL: 28 days; after 120000 and 240000 of 31 January they are 538 m³ and 1130 Smc', async () => {
  const expected = JSON.parse(shortCase('expected_totals.gas.json'))[gasFile('TGL')]['01613852000013'];
  const events = await readCase(gasFile('TGL'));
  assert.deepEqual(faultsOf(events), []);
  const readings = recordsOf(events).flatMap((record): Reading[] =>
    record.kind === 'reading'
      ? [
          {
            readingId: record.readOn,
            meterId: 'm',
            readOn: record.readOn,
            kind: record.readingKind,
            registers: record.registers,
          },
        ]
      : [],
  );
  assert.equal(readings.length, expected.days);
  const opening: Reading = {
    readingId: 'opening',
    meterId: 'm',
    readOn: localDate('2026-01-31'),
    kind: 'collected',
    registers: { M: '120000', C: '240000' },
  };
  const used = (hasCorrector: boolean) => {
    const { slices } = computeConsumption({
      mode: 'gas',
      curves: [],
      annualConsumption: 10_000,
      profile: null,
      bandSplit: { F1: 33, F2: 31, F3: 36 },
      period: period('2026-02-01', '2026-03-01'),
      readings: [opening, ...readings],
      meters: [
        {
          meterId: 'm',
          serialNumber: 'MIS000777001',
          installedFrom: localDate('2020-01-01'),
          removedFrom: null,
          digits: 6,
          correctorDigits: 8,
          hasCorrector,
          multiplier: '1',
          conversionCoefficient: '1',
        },
      ],
    });
    return slices.reduce((sum, { quantity }) => sum + Number(formatDecimal(quantity)), 0);
  };
  assert.deepEqual([used(false), used(true)], [expected.meter_mc, expected.converter_smc]);
  // The meter beside the readings is the one that was read, not the one of the technical data.
  const [first] = recordsOf(events);
  assert.ok(first?.kind === 'reading');
  assert.deepEqual([first.meter.serialNumber, first.meter.digits, first.line], ['MIS000777001', null, 24]);
});

test('TML: 2 points; the second has a converter', async () => {
  const events = await readCase(gasFile('TML'));
  assert.deepEqual(events[0], {
    kind: 'header',
    header: {
      flow: 'TML',
      commodity: 'gas',
      recipientVatNumber: '12345678903',
      distributorVatNumber: '01234567897',
      dispatchContract: null,
    },
  });
  assert.deepEqual(
    recordsOf(events).map((record) => record.kind === 'reading' && [record.pointCode, record.readOn, record.registers]),
    [
      ['01613852000011', '2026-02-28', { M: '1452' }],
      ['01613852000012', '2026-02-27', { M: '30211', C: '61234' }],
    ],
  );
});

test('TAL is a self-reading, TMV a holder change with its practice', async () => {
  const [own] = recordsOf(await readCase(gasFile('TAL')));
  assert.ok(own?.kind === 'reading');
  assert.deepEqual([own.collection, own.readingKind, own.registers], ['self_reading', 'self_reported', { M: '5120' }]);
  const [change] = recordsOf(await readCase(gasFile('TMV')));
  assert.ok(change?.kind === 'reading');
  assert.deepEqual([change.collection, change.practiceCode], ['holder_change', 'SII202600000000002']);
  assert.deepEqual(change.meter, {
    serialNumber: 'MIS000123456',
    digits: 5,
    correctorDigits: null,
    hasCorrector: false,
    multiplier: null,
    conversionCoefficient: '1.034512',
  });
});

test('IGMG: meter OLD000111 leaves at 99870, NEW000222 comes at 0 with C 1', async () => {
  const [record] = recordsOf(await readCase(gasFile('IGMG', '')));
  assert.deepEqual(record, {
    flow: 'IGMG',
    commodity: 'gas',
    pointCode: '01613852000016',
    line: 7,
    column: 3,
    kind: 'meter_change',
    changedOn: '2026-02-10',
    removed: {
      serialNumber: 'OLD000111',
      registers: { M: '99870' },
      readingKind: 'collected',
      hasCorrector: false,
      conversionCoefficient: '1.034512',
    },
    installed: {
      serialNumber: 'NEW000222',
      registers: { M: '0' },
      readingKind: 'collected',
      hasCorrector: false,
      conversionCoefficient: '1',
      isReadRemotely: true,
    },
  });
});

test('PNO: bands, single and estimated', async () => {
  const records = recordsOf(await readCase('PNO_2026-02.xml'));
  assert.deepEqual(
    records.map((record) => record.kind === 'reading' && [record.pointCode, record.readingKind, record.registers]),
    [
      ['IT001E10000003', 'collected', { A1: '1234', A2: '987', A3: '2100' }],
      ['IT001E10000004', 'collected', { A0: '501' }],
      ['IT001E10000005', 'estimated', { A1: '80', A2: '95', A3: '140' }],
    ],
  );
});

test('VNO is a holder change, RNO corrects 28 February, SMIS replaces E1G00012345 by E2G00098765', async () => {
  const [change] = recordsOf(await readCase('VNO_2026-02.xml'));
  assert.ok(change?.kind === 'reading');
  assert.deepEqual(
    [change.collection, change.readOn, change.practiceCode],
    ['holder_change', '2026-02-15', 'SII202600000000001'],
  );
  const [correction] = recordsOf(await readCase('RNO_2026-02.xml'));
  assert.ok(correction?.kind === 'rectification');
  assert.deepEqual(
    [correction.readOn, correction.corrected?.registers],
    ['2026-02-28', { A1: '71', A2: '88', A3: '131' }],
  );
  const [swap] = recordsOf(await readCase('SMIS_2026-02.xml'));
  assert.ok(swap?.kind === 'meter_change');
  assert.deepEqual(
    [swap.changedOn, swap.removed.serialNumber, swap.installed.serialNumber, swap.removed.registers],
    ['2026-02-10', 'E1G00012345', 'E2G00098765', { A1: '15230', A2: '11890', A3: '20111' }],
  );
});

test('pieces of 1, 7 and 4096 bytes give the same events as the whole file', async () => {
  for (const name of ['PNO_2026-02.xml', 'PDO2G_2026-03_dst_spring.xml', gasFile('TGL')]) {
    const bytes = readFileSync(casePath(name));
    const whole = await read(bytes);
    for (const size of name.startsWith('PDO') ? [4096] : [1, 7, 4096]) assert.deepEqual(await read(bytes, size), whole);
  }
});

// ---- days of 92 and 100 quarter-hours ------------------------------------------------------------------------
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const row = (day: string, quarters: readonly number[], dst = '') =>
  `<Ea${dst && ` Dst="${dst}"`} ${quarters.map((quarter) => `E${quarter}="0,001"`).join(' ')}>${day}</Ea>`;
const curveFile = (month: string, rows: string) =>
  `<FlussoMisure CodFlusso="PDO"><IdentificativiFlusso><PIvaUtente>12345678903</PIvaUtente>` +
  `<PIvaDistributore>01234567897</PIvaDistributore></IdentificativiFlusso>\n<DatiPod><Pod>IT001E10000001</Pod>` +
  `<MeseAnno>${month}</MeseAnno><DatiPdp><Trattamento>O</Trattamento></DatiPdp><Curva><Raccolta>P</Raccolta>` +
  `<TipoDato>E</TipoDato>\n${rows}</Curva></DatiPod></FlussoMisure>`;
const curveRows: readonly [string, string, string, string][] = [
  ['spring day with Dst 1', '03/2026', row('29', [...range(1, 8), ...range(13, 96)], '1'), '92'],
  [
    'spring day with empty E9–E12',
    '03/2026',
    row('29', range(1, 96), '1').replace(/E(9|10|11|12)="0,001"/g, 'E$1=""'),
    '92',
  ],
  ['spring day with 96 values', '03/2026', row('29', range(1, 96), '1'), 'metering.flow_curve_day line 3'],
  [
    'ordinary day with Dst 1',
    '03/2026',
    row('28', [...range(1, 8), ...range(13, 96)], '1'),
    'metering.flow_curve_day line 3',
  ],
  ['ordinary day with 95 values', '03/2026', row('28', range(1, 95)), 'metering.flow_curve_day line 3'],
  ['autumn day in two rows', '10/2025', row('26', range(1, 12), '2') + row('26', range(9, 96), '3'), '100'],
  [
    'autumn day in two rows, the second first',
    '10/2025',
    row('26', range(9, 96), '3') + row('26', range(1, 12), '2'),
    '100',
  ],
  ['autumn day in one row of 100', '10/2025', row('26', range(1, 100)), '100'],
  ['autumn day without its second row', '10/2025', row('26', range(1, 12), '2'), 'metering.flow_curve_day line 3'],
  ['autumn day in one row of 96', '10/2025', row('26', range(1, 96)), 'metering.flow_curve_day line 3'],
  [
    'the same day twice',
    '03/2026',
    row('28', range(1, 96)) + row('28', range(1, 96)),
    'metering.flow_curve_day line 3',
  ],
  ['31 February', '02/2026', row('31', range(1, 96)), 'metering.flow_field_value line 3'],
  ['a month to come', '06/2026', row('01', range(1, 96)), 'metering.flow_date_out_of_range line 2'],
];
for (const [what, month, rows, expected] of curveRows) {
  test(`${what}: ${expected}`, async () => {
    const events = await read(curveFile(month, rows));
    const [record] = recordsOf(events);
    const [fault] = faultsOf(events);
    const found =
      record?.kind === 'curve' ? String(record.days[0]?.wattHours.length) : `${fault?.code} line ${fault?.line}`;
    assert.equal(found, expected);
  });
}

// ---- wrong fields: the fault names line, element and value, and the other points of the file still come -------
const wrongFields: readonly [string, string, string][] = [
  // in PNO, replace this     by this                              fault
  ['<EaF1>1234,000</EaF1>', '<EaF1>1e309</EaF1>', 'metering.flow_field_value 011 line 24 EaF1 = 1e309'],
  ['<EaF1>1234,000</EaF1>', '<EaF1>-5</EaF1>', 'metering.flow_field_value 011 line 24 EaF1 = -5'],
  ['<EaF1>1234,000</EaF1>', '<EaF1>1234.000</EaF1>', 'metering.flow_field_value 011 line 24 EaF1 = 1234.000'],
  ['<EaF1>1234,000</EaF1>', '<EaF1>=1+1</EaF1>', 'metering.flow_field_value 011 line 24 EaF1 = =1+1'],
  ['<EaF1>1234,000</EaF1>', '', 'metering.flow_field_missing 010 line 20 EaF1 = '],
  ['28/02/2026', '30/02/2026', 'metering.flow_field_value 011 line 10 DataMisura = 30/02/2026'],
  ['28/02/2026', '2026-02-28', 'metering.flow_field_value 011 line 10 DataMisura = 2026-02-28'],
  ['28/02/2026', '16/05/2026', 'metering.flow_date_out_of_range 914 line 10 DataMisura = 16/05/2026'],
  ['28/02/2026', '14/09/2020', 'metering.flow_date_out_of_range 914 line 10 DataMisura = 14/09/2020'],
  [
    '<DataMisura>',
    '<MeseAnno>01/2026</MeseAnno><DataMisura>',
    'metering.flow_month_mismatch 906 line 10 DataMisura = 28/02/2026',
  ],
  ['IT001E10000003', 'IT001X10000003', 'metering.flow_field_value 011 line 9 Pod = IT001X10000003'],
  ['<Trattamento>F', '<Trattamento>Q', 'metering.flow_field_value 011 line 12 Trattamento = Q'],
  ['<Ka>1</Ka>', '', 'metering.flow_field_missing 010 line 11 Ka = '],
  ['<Ka>1</Ka>', '<Ka>0</Ka>', 'metering.flow_field_value 011 line 16 Ka = 0'],
  ['<Raccolta>P', '<Raccolta>V', 'metering.flow_field_missing 010 line 8 CodPrat_SII = '],
  ['<TipoDato>E', '<TipoDato>S', 'metering.flow_field_missing 010 line 20 MotivazioneStima = '],
];
for (const [from, to, expected] of wrongFields) {
  test(`${from} → ${to || 'nothing'}: ${expected}`, async () => {
    const events = await read(shortCase('PNO_2026-02.xml').replace(from, to));
    const [fault] = faultsOf(events);
    assert.equal(`${fault?.code} ${fault?.siiCode} line ${fault?.line} ${fault?.element} = ${fault?.value}`, expected);
    assert.deepEqual(
      recordsOf(events).map(({ pointCode }) => pointCode),
      ['IT001E10000004', 'IT001E10000005'],
    );
  });
}

test('a converter without its total is missing let_tot_conv; a daily reading outside its month is 906', async () => {
  const [missing] = faultsOf(await read(shortCase(gasFile('TML')).replace(/<let_tot_conv>61234<\/let_tot_conv>/, '')));
  assert.deepEqual([missing?.element, missing?.siiCode, missing?.pointCode], ['let_tot_conv', '010', '01613852000012']);
  const [outside] = faultsOf(await read(shortCase(gasFile('TGL')).replace('02/02/2026', '02/03/2026')));
  assert.deepEqual(
    [outside?.code, outside?.siiCode, outside?.value],
    ['metering.flow_month_mismatch', '906', '02/03/2026'],
  );
});

test('element names in any case are read the same', async () => {
  const text = shortCase('PNO_2026-02.xml');
  const lower = text.replace(/<(\/?)([A-Za-z_]+)/g, (_, slash, name) => `<${slash}${name.toLowerCase()}`);
  assert.deepEqual(recordsOf(await read(lower)), recordsOf(await read(text)));
});

test('a rectification with reason 3 takes the reading away', async () => {
  const text = shortCase('RNO_2026-02.xml')
    .replace('<Motivazione>1<', '<Motivazione>3<')
    .replace(/<Misura>[\s\S]*<\/Misura>/, '');
  const [record] = recordsOf(await read(text));
  assert.ok(record?.kind === 'rectification');
  assert.deepEqual([record.readOn, record.corrected], ['2026-02-28', null]);
});

test('RML corrects a gas reading; a corrected volume without registers is set aside', async () => {
  const text = shortCase(gasFile('TML'))
    .replace('"TML"', '"RML"')
    .replaceAll('DatiTecnPdr>', 'DatiTecnPdrRett>')
    .replaceAll('DatiLettura>', 'DatiLetturaRett>')
    .replaceAll('<mese_comp>', '<mot_ret_lett>2</mot_ret_lett><mese_comp>');
  const [correction] = recordsOf(await read(text));
  assert.ok(correction?.kind === 'rectification');
  assert.deepEqual(
    [correction.readOn, correction.reason, correction.corrected?.registers],
    ['2026-02-28', '2', { M: '1452' }],
  );
  const [volume] = recordsOf(await read(text.replace('<let_tot_prel>1452</let_tot_prel>', '<vol_ric>40</vol_ric>')));
  assert.deepEqual([volume?.kind, volume?.kind === 'set_aside' && volume.reason], ['set_aside', 'consumption_only']);
});

test('a visit that ended without a reading is set aside, not a fault', async () => {
  const text = shortCase(gasFile('TML'))
    .replace('<esito_raccolta>P<', '<esito_raccolta>N<')
    .replace(/<DatiLettura>[\s\S]*?<\/DatiLettura>/, '');
  const events = await read(text);
  assert.deepEqual(faultsOf(events), []);
  const [first] = recordsOf(events);
  assert.deepEqual([first?.kind, first?.kind === 'set_aside' && first.reason], ['set_aside', 'not_read']);
});

test('RFO corrects a curve', async () => {
  const [record] = recordsOf(await read(shortCase('PDO_2026-02.xml').replace('"PDO"', '"RFO"')));
  assert.ok(record?.kind === 'curve' && record.isRectification);
});

test('a meter change without its new meter is a missing Montaggio', async () => {
  const [fault] = faultsOf(await read(shortCase('SMIS_2026-02.xml').replace(/<Montaggio>[\s\S]*<\/Montaggio>/, '')));
  assert.deepEqual([fault?.code, fault?.element, fault?.line], ['metering.flow_field_missing', 'Montaggio', 8]);
});

// ---- hostile files --------------------------------------------------------------------------------------------
const pno = shortCase('PNO_2026-02.xml');
const head = '<FlussoMisure CodFlusso="PNO">\n';
const hostile: readonly [string, string | Uint8Array, string][] = [
  [
    'an external entity',
    pno
      .replace('<FlussoMisure', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<FlussoMisure')
      .replace('1234,000', '&e;'),
    'metering.flow_doctype line 2',
  ],
  [
    'an external DTD',
    pno.replace('<FlussoMisure', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><FlussoMisure'),
    'metering.flow_doctype line 2',
  ],
  [
    'an entity bomb',
    `<!DOCTYPE x [<!ENTITY a "${'&b;'.repeat(10)}"><!ENTITY b "${'lol'.repeat(10)}">]>${head}&a;</FlussoMisure>`,
    'metering.flow_doctype line 1',
  ],
  ['an entity without a DTD', pno.replace('1234,000', '&lol;'), 'metering.flow_not_well_formed line 24'],
  ['200,000 levels', head + '<a>'.repeat(200_000), 'metering.flow_too_deep line 2'],
  ['65 levels', `${head}${'<a>'.repeat(64)}${'</a>'.repeat(64)}</FlussoMisure>`, 'metering.flow_too_deep line 2'],
  [
    'a text of 10 million characters',
    `${head}<DatiPod><Pod>${'9'.repeat(10_000_000)}</Pod></DatiPod></FlussoMisure>`,
    'metering.flow_too_large line 2',
  ],
  [
    'an attribute of 10 million characters',
    `<FlussoMisure CodFlusso="${'P'.repeat(10_000_000)}"/>`,
    'metering.flow_too_large line 1',
  ],
  [
    'a comment of 10 million characters',
    `${head}<!--${'-x'.repeat(5_000_000)}--></FlussoMisure>`,
    'metering.flow_too_large line 2',
  ],
  [
    '30,000 elements in a point',
    `${head}<DatiPod>${'<x/>'.repeat(30_000)}</DatiPod></FlussoMisure>`,
    'metering.flow_too_large line 2',
  ],
  ['mismatched tags', pno.replace('</EaF1>', '</EaF2>'), 'metering.flow_not_well_formed line 24'],
  ['two roots', `${pno}${head}</FlussoMisure>`, 'metering.flow_not_well_formed line 84'],
  ['text after the root', `${pno}x`, 'metering.flow_not_well_formed line 84'],
  ['a NUL', pno.replace('1234,000', '1234\0,000'), 'metering.flow_character line 24'],
  ['UTF-8 that is not', Buffer.from(pno.replace('1234,000', '12\u00e034'), 'latin1'), 'metering.flow_encoding line 24'],
  ['UTF-16', Buffer.from(`\ufeff${pno}`, 'utf16le'), 'metering.flow_encoding line 1'],
  ['an encoding we do not read', pno.replace('UTF-8', 'IBM037'), 'metering.flow_encoding line 1'],
  ['an empty file', '', 'metering.flow_not_well_formed line 1'],
  ['no points', `${head}</FlussoMisure>`, 'metering.flow_empty line 2'],
  ['another document', '<html/>', 'metering.flow_root line 1'],
  ['an unknown flow', pno.replace('"PNO"', '"XYZ"'), 'metering.flow_unknown line 2'],
  [
    'points before the header',
    pno.replace(/<IdentificativiFlusso>[\s\S]*<\/IdentificativiFlusso>/, ''),
    'metering.flow_field_missing line 4',
  ],
  ['a wrong VAT number', pno.replace('12345678903', '12345678900'), 'metering.flow_field_value line 4'],
  ['a spreadsheet', 'POD;DATA\r\nIT001E10000003;28/02/2026', 'metering.flow_not_well_formed line 2'],
];
for (const [what, file, expected] of hostile) {
  test(`${what}: ${expected}`, async () => {
    assert.equal(refusalOf(await read(file)), expected);
  });
}

test('a file cut at any tenth is refused', async () => {
  for (const name of ['PNO_2026-02.xml', 'PDO_2026-02.xml', gasFile('TGL'), gasFile('IGMG', '')]) {
    const bytes = readFileSync(casePath(name));
    for (let tenth = 1; tenth < 10; tenth += 1) {
      assert.match(
        refusalOf(await read(bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)))),
        /^metering\.flow_not_well_formed line \d+$/,
      );
    }
  }
});

test('ISO-8859-1 is read when declared', async () => {
  const text = pno.replace('UTF-8', 'ISO-8859-1').replace('DP0101', 'Società');
  const [header] = await read(Buffer.from(text, 'latin1'));
  assert.ok(header?.kind === 'header');
  assert.equal(header.header.dispatchContract, 'Società');
});

test('a UTF-8 byte order mark is not content', async () => {
  assert.equal(recordsOf(await read(`\ufeff${pno}`)).length, 3);
});

test('20,000 points pass through with flat memory, one record each', async () => {
  const [before = '', point = '', after = ''] = pno.split(/(<DatiPod>[\s\S]*?<\/DatiPod>)/);
  assert.ok(after.length > 0);
  const encoder = new TextEncoder();
  function* chunks() {
    yield encoder.encode(before);
    for (let index = 0; index < 20_000; index += 1) yield encoder.encode(point);
    yield encoder.encode('</FlussoMisure>');
  }
  let records = 0;
  for await (const event of parseFlow(chunks(), { today })) if (event.kind === 'record') records += 1;
  assert.equal(records, 20_000);
});
