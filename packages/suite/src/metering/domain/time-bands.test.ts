import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { addDays, hoursIn, localDate } from '@sportello/kernel/calendar';
import { test } from 'vitest';
import { parse } from 'yaml';
import { type FixedHoliday, isBandHoliday, quarterHoursOf, sumByBand, type TimeBand } from './time-bands.js';

const file = new URL('../../../../../tariffs/calendar/holidays.yaml', import.meta.url);
const { fixedHolidays }: { fixedHolidays: FixedHoliday[] } = parse(readFileSync(file, 'utf8'));

/** `F3×28 F2×4 …`: quarter-hours in a row. */
function shape(day: string): string {
  const runs: [TimeBand, number][] = [];
  for (const band of quarterHoursOf(localDate(day), fixedHolidays)) {
    const last = runs.at(-1);
    if (last?.[0] === band) last[1] += 1;
    else runs.push([band, 1]);
  }
  return runs.map(([band, count]) => `${band}×${count}`).join(' ');
}

const WORKDAY = 'F3×28 F2×4 F1×44 F2×16 F3×4';
const rows = [
  ['2026-02-27', 'a Friday', WORKDAY],
  ['2026-02-28', 'a Saturday', 'F3×28 F2×64 F3×4'],
  ['2026-03-01', 'a Sunday', 'F3×96'],
  ['2026-03-29', 'the spring Sunday', 'F3×92'],
  ['2025-10-26', 'the autumn Sunday', 'F3×100'],
  ['2026-04-06', 'Easter Monday', 'F3×96'],
  ['2026-06-02', 'a Tuesday of holiday', 'F3×96'],
  ['2027-10-04', 'a Monday: a holiday of the state, not of the bands', WORKDAY],
] as const;
for (const [day, what, expected] of rows) {
  test(`${day}, ${what}: ${expected}`, () => assert.equal(shape(day), expected));
}

test('a holiday counts from the year the law introduced it', () => {
  const since2001 = [{ monthDay: '06-02', fromYear: 2001, countsForBands: true }];
  assert.equal(isBandHoliday(localDate('2000-06-02'), since2001), false);
  assert.equal(isBandHoliday(localDate('2001-06-02'), since2001), true);
});

test('a Friday of 1 Wh a quarter is 44 Wh in F1, 20 in F2, 32 in F3', () => {
  const wattHours = new Array<number>(96).fill(1);
  const day = { day: localDate('2026-02-27'), kind: 'collected', wattHours } as const;
  assert.deepEqual(sumByBand(day, fixedHolidays), {
    day: '2026-02-27',
    kind: 'collected',
    quarterHours: 96,
    wattHours: { F1: 44, F2: 20, F3: 32 },
  });
  assert.throws(() => sumByBand({ ...day, wattHours: wattHours.slice(4) }, fixedHolidays), /96 quarter-hours, not 92/);
});

// PUN by band and its plain monthly mean, in millionths of €/kWh, from two sources (reference, indexes/README.md).
const pun = [
  // month     F1       F2       F3       mean
  ['2024-11', 145_590, 137_380, 117_130, 130_889],
  ['2024-12', 158_470, 145_930, 115_810, 135_065],
  ['2025-01', 158_320, 151_610, 128_540, 143_028],
  ['2025-02', 157_640, 158_950, 139_910, 150_361],
  ['2025-03', 121_680, 134_860, 111_650, 120_548],
  ['2025-04', 95_840, 115_080, 95_050, 99_854],
  ['2025-05', 89_090, 110_640, 87_110, 93_576],
  ['2025-06', 113_060, 126_760, 103_630, 111_783],
  ['2025-07', 108_960, 127_100, 108_490, 113_130],
  ['2025-08', 105_580, 117_970, 106_040, 108_789],
  ['2025-09', 109_590, 120_930, 101_880, 109_076],
  ['2025-10', 117_830, 121_660, 99_480, 111_043],
] as const;
for (const [month, F1, F2, F3, mean] of pun) {
  test(`${month}: the bands weighted by their quarter-hours give the mean PUN ${mean} within 3 millionths`, () => {
    const price = { F1, F2, F3 };
    let [weighted, quarters] = [0, 0];
    for (let day = localDate(`${month}-01`); day.startsWith(month); day = addDays(day, 1)) {
      const bands = quarterHoursOf(day, fixedHolidays);
      assert.equal(bands.length, hoursIn(day) * 4);
      for (const band of bands) weighted += price[band];
      quarters += bands.length;
    }
    const hours = { '2025-03': 743, '2025-10': 745 }[month as string];
    if (hours !== undefined) assert.equal(quarters, hours * 4);
    // Both sources are rounded to the millionth, so the weighted mean is too before they are compared.
    assert.ok(Math.abs(Math.round(weighted / quarters) - mean) <= 3, `${weighted / quarters}`);
  });
}
