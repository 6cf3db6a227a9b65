import assert from 'node:assert/strict';
import { period } from '@sportello/kernel/calendar';
import { formatCents, sumCents } from '@sportello/kernel/money';
import { expect, test } from 'vitest';
import { rateSupply } from './rate-supply.js';
import type { RatedLine } from './rated-line.js';
import { electricityInput, exampleBook, offer, RESIDENT_3_KW, used } from './rating-example.js';
import type { RatingInput } from './rating-input.js';
import { sumBill } from './sum-bill.js';

function rated(changes: Partial<RatingInput> = {}): readonly RatedLine[] {
  const result = rateSupply(electricityInput(changes));
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.value;
}
const print = (lines: readonly RatedLine[]): readonly string[] =>
  lines.map(
    (line) => `${line.component} ${line.quantity} ${line.unit} × ${line.unitPriceEur} = ${formatCents(line.amount)}`,
  );
const only = (lines: readonly RatedLine[], component: string): readonly string[] =>
  print(lines.filter((line) => line.component === component));
const refusal = (changes: Partial<RatingInput>): unknown => {
  const result = rateSupply(electricityInput(changes));
  return result.ok ? 'rated' : result.refusal;
};

test('reference §8.12: resident, 3 kW, January and February 2026, 400 kWh comes to 133.38 €', () => {
  const lines = rated();
  expect(print(lines)).toEqual([
    'sales.energy 400 kWh × 0.1452 = 58.08',
    'sales.fixed 2 month × 6 = 12.00', // 72 / 12
    'network.consumption 400 kWh × 0.04234 = 16.94', // 0.01190 + 0.00007 + 0.00007 + 0.02866 + 0.00164
    'network.fixed 2 month × 1.92 = 3.84', // 23.04 / 12
    'network.power 6 kW_month × 1.96 = 11.76', // 23.52 / 12, 3 kW × 2 months
    'excise.electricity 100 kWh × 0.0227 = 2.27', // 400 − 300 exempt
    'tv_licence_fee 2 month × 9 = 18.00',
  ]);
  const sum = sumBill(lines);
  expect(sum.vat.map((row) => [row.class, formatCents(row.taxable), formatCents(row.vat)])).toEqual([
    ['10', '104.89', '10.49'], // 104.89 × 10 % = 10.489
    ['N2.2', '18.00', '0.00'],
  ]);
  expect(formatCents(sum.total)).toBe('133.38');
});

test('each line cites the versions and the readings it came from', () => {
  const line = rated().find(({ component }) => component === 'network.consumption');
  expect(line?.trace.prices.map(({ ref, value }) => `${ref} ${value}`)).toEqual([
    'electricity/network.sigma3@2024-01-01 0.01190',
    'electricity/network.uc3@2024-01-01 0.00007',
    'electricity/network.uc6-energy@2024-01-01 0.00007',
    'electricity/charges.asos-resident@2024-01-01 0.02866',
    'electricity/charges.arim-resident@2024-01-01 0.00164',
  ]);
  expect(line?.trace.consumption?.map(({ origin, quantity }) => `${origin} ${quantity}`)).toEqual(['actual 400']);
});

const year = period('2026-01-01', '2027-01-01');
const excised = (kWh: string, of = period('2026-01-01', '2026-03-01'), supply = RESIDENT_3_KW): readonly string[] =>
  only(rated({ supply, period: of, consumption: [used(of.from, of.toExclusive, kWh)] }), 'excise.electricity');

test('§8.3 excise: 280 kWh in two months are all exempt', () => expect(excised('280')).toEqual([]));
test('§8.3 excise: 400 kWh in two months pay 100 → 2.27 €', () =>
  expect(excised('400')).toEqual(['excise.electricity 100 kWh × 0.0227 = 2.27']));
test('§8.3 excise: 450 kWh in two months, 10 above 440, exempt 290, pay 160 → 3.63 €', () =>
  expect(excised('450')).toEqual(['excise.electricity 160 kWh × 0.0227 = 3.63']));
test('§8.3 excise: 2700 kWh in a year, 60 above 2640, exempt 1740, pay 960 → 21.79 €', () =>
  expect(excised('2700', year)).toEqual(['excise.electricity 960 kWh × 0.0227 = 21.79']));
test('§8.3 excise: the exemption is gone at 4440 kWh a year', () =>
  expect(excised('4440', year)).toEqual(['excise.electricity 4440 kWh × 0.0227 = 100.79']));
test('§8.3 excise: up to 1.5 kW the recovery starts at 150 kWh: 200 in a month, exempt 150 − 50, pay 100', () =>
  expect(excised('200', period('2026-01-01', '2026-02-01'), { ...RESIDENT_3_KW, committedPowerKw: '1.5' })).toEqual([
    'excise.electricity 100 kWh × 0.0227 = 2.27',
  ]));
test('§8.3 excise: above 3 kW every kWh pays', () =>
  expect(excised('280', undefined, { ...RESIDENT_3_KW, committedPowerKw: '4.5' })).toEqual([
    'excise.electricity 280 kWh × 0.0227 = 6.36',
  ]));
test('§8.3 excise: half of February is half a month: 75 kWh exempt of 100', () =>
  expect(excised('100', period('2026-02-01', '2026-02-15'))).toEqual(['excise.electricity 25 kWh × 0.0227 = 0.57']));

test('§8.2 a non-resident pays the yearly system charge, excise on every kWh and no TV fee', () => {
  const lines = rated({ supply: { ...RESIDENT_3_KW, resident: false } });
  expect(only(lines, 'network.fixed')).toEqual(['network.fixed 2 month × 9.42 = 18.84']); // (23.04 + 90) / 12
  expect(only(lines, 'excise.electricity')).toEqual(['excise.electricity 400 kWh × 0.0227 = 9.08']);
  expect(only(lines, 'tv_licence_fee')).toEqual([]);
});

test('§8.2 a period that is not whole months pays by days of the year', () => {
  const of = period('2026-01-11', '2026-03-01'); // 21 + 28 = 49 days
  const lines = rated({ period: of, consumption: [used(of.from, of.toExclusive, '400')] });
  expect(only(lines, 'network.fixed')).toEqual(['network.fixed 49 day × 0.06312329 = 3.09']); // 23.04 / 365
  expect(only(lines, 'network.power')).toEqual(['network.power 147 kW_day × 0.06443836 = 9.47']); // 23.52 / 365, 3 × 49
});

test('a part month across the change to a leap year pays 17 days of 365 and 14 of 366', () => {
  const of = period('2027-12-15', '2028-01-15');
  const lines = rated({ period: of, consumption: [used(of.from, of.toExclusive, '31')] });
  expect(only(lines, 'sales.fixed')).toEqual([
    'sales.fixed 17 day × 0.19726027 = 3.35',
    'sales.fixed 14 day × 0.19672131 = 2.75',
  ]);
});

test('29 February is a day of consumption: 61 kWh over 61 days with a new price on the leap day are 59 + 2', () => {
  const of = period('2028-01-01', '2028-03-02'); // 31 + 29 + 1 = 61 days
  const lines = rated({
    period: of,
    consumption: [used(of.from, of.toExclusive, '61')],
    offerVersions: [
      offer({ validToExclusive: '2028-02-29' }),
      offer({ validFrom: '2028-02-29', price: { kind: 'single', eurPerUnit: '0.2' } }),
    ],
  });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 59 kWh × 0.1452 = 8.57',
    'sales.energy 2 kWh × 0.2 = 0.40',
  ]);
});

test('a new ASOS on 1 February splits only the network line: 31 and 28 days of 59', () => {
  const book = exampleBook({
    'electricity/charges.asos-resident': [
      ['2024-01-01', '0.02866'],
      ['2026-02-01', '0.03152'],
    ],
  });
  const lines = rated({ book });
  expect(only(lines, 'sales.energy')).toEqual(['sales.energy 400 kWh × 0.1452 = 58.08']);
  expect(only(lines, 'network.consumption')).toEqual([
    'network.consumption 210 kWh × 0.04234 = 8.89', // 400 × 31 / 59 = 210.2
    'network.consumption 190 kWh × 0.0452 = 8.59',
  ]);
});

test('a new version with the same figure splits nothing and both are cited', () => {
  const book = exampleBook({
    'electricity/network.sigma1': [
      ['2024-01-01', '23.04'],
      ['2026-02-01', '23.04'],
    ],
  });
  const lines = rated({ book }).filter(({ component }) => component === 'network.fixed');
  expect(print(lines)).toEqual(['network.fixed 2 month × 1.92 = 3.84']);
  expect(lines[0]?.trace.prices.map(({ ref }) => ref)).toEqual([
    'electricity/network.sigma1@2024-01-01',
    'electricity/network.sigma1@2026-02-01',
  ]);
});

test('the year changes inside the period: December at the old sigma1, January at the new', () => {
  const book = exampleBook({
    'electricity/network.sigma1': [
      ['2024-01-01', '22.80'],
      ['2026-01-01', '23.04'],
    ],
  });
  const of = period('2025-12-01', '2026-02-01');
  const lines = rated({ book, period: of, consumption: [used(of.from, of.toExclusive, '400')] });
  expect(only(lines, 'network.fixed')).toEqual([
    'network.fixed 1 month × 1.9 = 1.90',
    'network.fixed 1 month × 1.92 = 1.92',
  ]);
});

test('band prices make a line per band; the network line sums the bands', () => {
  const bands = [
    ['F1', '100'],
    ['F2', '90'],
    ['F3', '210'],
  ] as const;
  const consumption = bands.map(([band, kWh]) => used('2026-01-01', '2026-03-01', kWh, band));
  const lines = rated({
    consumption,
    offerVersions: [offer({ price: { kind: 'bands', f1: '0.16', f2: '0.15', f3: '0.13' } })],
  });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 100 kWh × 0.16 = 16.00',
    'sales.energy 90 kWh × 0.15 = 13.50',
    'sales.energy 210 kWh × 0.13 = 27.30',
  ]);
  expect(only(lines, 'network.consumption')).toEqual(['network.consumption 400 kWh × 0.04234 = 16.94']);
});

test('an indexed price has a line a month, losses on the index only', () => {
  const lines = rated({ offerVersions: [offer({ price: { kind: 'indexed', index: 'pun', spread: '0.02' } })] });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 210 kWh × 0.13 = 27.30', // 0.10 × 1.10 + 0.02
    'sales.energy 190 kWh × 0.152 = 28.88', // 0.12 × 1.10 + 0.02
  ]);
});

test('an indexed price on a meter with bands uses the index of each band', () => {
  const consumption = (['F1', 'F2', 'F3'] as const).map((band) => used('2026-01-01', '2026-02-01', '100', band));
  const lines = rated({
    consumption,
    period: period('2026-01-01', '2026-02-01'),
    offerVersions: [offer({ price: { kind: 'indexed', index: 'pun', spread: '0.02' } })],
  });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 100 kWh × 0.163 = 16.30',
    'sales.energy 100 kWh × 0.152 = 15.20',
    'sales.energy 100 kWh × 0.13 = 13.00',
  ]);
});

test('§8.7 the TV fee is 9 € for each first of month from January to October: a year is 90 €', () => {
  const fee = (from: string, to: string): readonly string[] =>
    only(rated({ period: period(from, to), consumption: [used(from, to, '400')] }), 'tv_licence_fee');
  expect(fee('2026-01-01', '2027-01-01')).toEqual(['tv_licence_fee 10 month × 9 = 90.00']);
  expect(fee('2026-10-15', '2026-12-31')).toEqual([]);
  expect(fee('2026-09-15', '2026-11-15')).toEqual(['tv_licence_fee 1 month × 9 = 9.00']);
});

test('actual and estimated slices make one line whose trace tells them apart', () => {
  const estimate = { ...used('2026-02-01', '2026-03-01', '150'), origin: 'estimated' as const };
  const lines = rated({ consumption: [used('2026-01-01', '2026-02-01', '250'), estimate] });
  expect(only(lines, 'sales.energy')).toEqual(['sales.energy 400 kWh × 0.1452 = 58.08']);
  expect(lines[0]?.trace.consumption?.map(({ origin, quantity }) => `${origin} ${quantity}`)).toEqual([
    'actual 250',
    'estimated 150',
  ]);
});

test('no consumption used: fixed quotas only', () => {
  const lines = rated({ consumption: [used('2026-01-01', '2026-03-01', '0')] });
  expect(lines.map(({ component }) => component)).toEqual([
    'sales.fixed',
    'network.fixed',
    'network.power',
    'tv_licence_fee',
  ]);
});

test('a meter read by band from 1 February, with band prices from that day: one price before, three after', () => {
  const january = used('2026-01-01', '2026-02-01', '200');
  const february = (['F1', 'F2', 'F3'] as const).map((band) => used('2026-02-01', '2026-03-01', '60', band));
  const lines = rated({
    consumption: [january, ...february],
    offerVersions: [
      offer({ validToExclusive: '2026-02-01' }),
      offer({ validFrom: '2026-02-01', price: { kind: 'bands', f1: '0.16', f2: '0.15', f3: '0.13' } }),
    ],
  });
  expect(only(lines, 'sales.energy')).toEqual([
    'sales.energy 200 kWh × 0.1452 = 29.04',
    'sales.energy 60 kWh × 0.16 = 9.60',
    'sales.energy 60 kWh × 0.15 = 9.00',
    'sales.energy 60 kWh × 0.13 = 7.80',
  ]);
  expect(only(lines, 'network.consumption')).toEqual(['network.consumption 380 kWh × 0.04234 = 16.09']);
});

test('from the last day of January to the end of February: 29 days, one TV instalment', () => {
  const of = period('2026-01-31', '2026-03-01');
  const lines = rated({ period: of, consumption: [used(of.from, of.toExclusive, '58')] });
  expect(only(lines, 'sales.fixed')).toEqual(['sales.fixed 29 day × 0.19726027 = 5.72']); // 72 / 365
  expect(only(lines, 'tv_licence_fee')).toEqual(['tv_licence_fee 1 month × 9 = 9.00']);
});

test('refusals, in order of precedence', () => {
  expect(refusal({ consumption: [used('2026-01-01', '2026-02-20', '400')], offerVersions: [] })).toEqual({
    code: 'rating.consumption_missing',
    day: '2026-02-20',
  });
  expect(
    refusal({ consumption: [used('2026-01-01', '2026-02-20', '1'), used('2026-02-19', '2026-03-01', '1')] }),
  ).toEqual({ code: 'rating.consumption_overlaps', day: '2026-02-19' });
  expect(refusal({ consumption: [used('2026-01-01', '2026-03-01', '-1')], offerVersions: [] })).toEqual({
    code: 'rating.consumption_negative',
    from: '2026-01-01',
    quantity: '-1',
  });
  expect(refusal({ offerVersions: [offer({ validToExclusive: '2026-02-10' })] })).toEqual({
    code: 'rating.offer_missing',
    day: '2026-02-10',
  });
  expect(refusal({ offerVersions: [offer(), offer({ validFrom: '2026-02-10' })] })).toEqual({
    code: 'rating.offers_overlap',
    day: '2026-02-10',
    offerCode: 'LUCE',
  });
  expect(refusal({ offerVersions: [offer({ price: { kind: 'bands', f1: '1', f2: '1', f3: '1' } })] })).toEqual({
    code: 'rating.band_consumption_missing',
    day: '2026-01-01',
    offerCode: 'LUCE',
  });
  expect(
    refusal({
      period: period('2023-12-01', '2024-02-01'),
      consumption: [used('2023-12-01', '2024-02-01', '1')],
      offerVersions: [offer({ validFrom: '2023-01-01' })],
    }),
  ).toEqual({ code: 'tariffs.price_missing', price: 'electricity/network.sigma3', day: '2023-12-01' });
  expect(
    refusal({ consumption: (['F1', 'F2'] as const).map((band) => used('2026-01-01', '2026-03-01', '1', band)) }),
  ).toEqual({ code: 'rating.consumption_missing', day: '2026-01-01' });
});

test('lines of a bill re-add to its taxable sums', () => {
  const sum = sumBill(rated());
  expect(sumCents(sum.lines.map((line) => line.amount))).toBe(sumCents(sum.vat.map((row) => row.taxable)));
});
