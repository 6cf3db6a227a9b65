import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import {
  addDays,
  addMonths,
  addMonthsTo,
  civilDayOf,
  contains,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  daysInYear,
  daysOf,
  easterSunday,
  firstDayOf,
  formatItalianDate,
  fromEpochDay,
  hoursIn,
  type Instant,
  intersect,
  isLocalDate,
  type LocalDate,
  localDate,
  month,
  monthOf,
  monthsTouching,
  parseItalianDate,
  period,
  romeDayOf,
  splitAt,
  toEpochDay,
  wholeMonths,
  yearOf,
} from './calendar.js';

const FIRST = localDate('2024-01-01');
/** 2024-01-01 … 2035-12-31: 4383 days, with leap years 2024, 2028 and 2032 (12 × 365 + 3). */
const TWELVE_YEARS = 4383;
const anyDay = fc.integer({ min: 0, max: TWELVE_YEARS - 1 }).map((days) => addDays(FIRST, days));
const anyPeriod = fc
  .tuple(anyDay, fc.integer({ min: 1, max: 800 }))
  .map(([from, days]) => period(from, addDays(from, days)));

test('every day of 2024–2035 follows the one before, in an independent count of months and weekdays', () => {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let day = FIRST;
  let weekday = 1; // 2024-01-01 was a Monday
  let count = 0;
  for (let year = 2024; year <= 2035; year += 1) {
    const isLeap = [2024, 2028, 2032].includes(year);
    assert.equal(daysInYear(year), isLeap ? 366 : 365);
    lengths.forEach((length, index) => {
      const days = isLeap && index === 1 ? 29 : length;
      assert.equal(daysInMonth(year, index + 1), days);
      for (let number = 1; number <= days; number += 1) {
        const text = `${year}-${String(index + 1).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
        assert.equal(day, text);
        assert.ok(isLocalDate(text));
        assert.equal(dayOfWeek(day), weekday);
        assert.equal(daysBetween(FIRST, day), count);
        assert.equal(yearOf(day), year);
        day = addDays(day, 1);
        weekday = (weekday % 7) + 1;
        count += 1;
      }
    });
  }
  assert.equal(count, TWELVE_YEARS);
});

for (const text of [
  '2025-02-29',
  '2100-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-1-1',
  '26-01-01',
  '2026-01-01T00:00',
  '1899-12-31',
  '',
  '2026-01-00',
  ' 2026-01-01',
]) {
  test(`«${text}» is not a day`, () => {
    assert.equal(isLocalDate(text), false);
    assert.throws(() => localDate(text), /a day is YYYY-MM-DD/);
  });
}

test('2000 is leap and 2100 is not', () => {
  assert.equal(daysInYear(2000), 366);
  assert.equal(daysInYear(2100), 365);
  assert.equal(isLocalDate('2000-02-29'), true);
});

const italian = [
  ['03/11/2026', '2026-11-03'],
  ['3/11/2026', '2026-11-03'],
  ['03-11-2026', '2026-11-03'],
  [' 3.1.2026 ', '2026-01-03'],
  ['31/02/2026', null],
  ['11/03/26', null],
  ['2026-11-03', null],
] as const;
for (const [typed, expected] of italian) {
  test(`«${typed}» as an Italian types it is ${expected ?? 'not a day'}`, () => {
    assert.equal(parseItalianDate(typed), expected);
  });
}

test('property: an Italian date printed is read back', () => {
  fc.assert(fc.property(anyDay, (day) => assert.equal(parseItalianDate(formatItalianDate(day)), day)));
});

const monthSteps = [
  // from        months  to
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-10-31', 1, '2026-11-30'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-01-15', -1, '2025-12-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-03-31', -13, '2025-02-28'],
  ['2026-05-31', 0, '2026-05-31'],
] as const;
for (const [from, months, to] of monthSteps) {
  test(`${from} ${months >= 0 ? '+' : '−'} ${Math.abs(months)} months is ${to}`, () => {
    assert.equal(addMonths(localDate(from), months), to);
  });
}

test('months count through years: 2026-11 + 3 is 2027-02, 2026-01 − 1 is 2025-12', () => {
  assert.equal(addMonthsTo(month('2026-11'), 3), '2027-02');
  assert.equal(addMonthsTo(month('2026-01'), -1), '2025-12');
  assert.equal(firstDayOf(month('2026-07')), '2026-07-01');
  assert.throws(() => month('2026-13'), /a month is YYYY-MM/);
});

test('property: months added and taken away come back from a day that every month has', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -120, max: 120 }), (day, months) => {
      const first = firstDayOf(monthOf(day));
      assert.equal(addMonths(addMonths(first, months), -months), first);
    }),
  );
});

test('property: days added and counted agree, and text order is day order', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (day, days) => {
      const later = addDays(day, days);
      assert.equal(daysBetween(day, later), days);
      assert.equal(Math.sign(days), later === day ? 0 : later > day ? 1 : -1);
    }),
  );
});

test('a period has at least a day, and its last day is outside', () => {
  assert.throws(() => period('2026-01-01', '2026-01-01'), /a period has at least a day/);
  assert.throws(() => period('2026-02-01', '2026-01-01'), /a period has at least a day/);
  const january = period('2026-01-01', '2026-02-01');
  assert.equal(daysOf(january), 31);
  assert.equal(contains(january, localDate('2026-01-31')), true);
  assert.equal(contains(january, localDate('2026-02-01')), false);
  assert.equal(contains(january, localDate('2025-12-31')), false);
});

test('adjacent periods do not meet; overlapping ones share 2026-01-16 … 2026-01-31', () => {
  const january = period('2026-01-01', '2026-02-01');
  assert.equal(intersect(january, period('2026-02-01', '2026-03-01')), null);
  assert.deepEqual(intersect(january, period('2026-01-16', '2026-03-01')), period('2026-01-16', '2026-02-01'));
});

test('property: an intersection holds exactly the days of both', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, anyDay, (a, b, day) => {
      const shared = intersect(a, b);
      assert.equal(shared !== null && contains(shared, day), contains(a, day) && contains(b, day));
      assert.deepEqual(shared, intersect(b, a));
    }),
  );
});

test('the first quarter of 2026 cut at February and March is three months', () => {
  const cuts = ['2026-03-01', '2026-02-01', '2026-02-01', '2026-01-01', '2026-04-01', '2027-01-01'].map(localDate);
  assert.deepEqual(splitAt(period('2026-01-01', '2026-04-01'), cuts), [
    period('2026-01-01', '2026-02-01'),
    period('2026-02-01', '2026-03-01'),
    period('2026-03-01', '2026-04-01'),
  ]);
});

test('property: the pieces of a split are in order, touch, and cover the period', () => {
  fc.assert(
    fc.property(anyPeriod, fc.array(anyDay, { maxLength: 8 }), (whole, cuts) => {
      const pieces = splitAt(whole, cuts);
      assert.equal(pieces[0]?.from, whole.from);
      assert.equal(pieces.at(-1)?.toExclusive, whole.toExclusive);
      pieces.slice(1).forEach((piece, index) => assert.equal(piece.from, pieces[index]?.toExclusive));
      assert.equal(
        pieces.reduce((days, piece) => days + daysOf(piece), 0),
        daysOf(whole),
      );
      for (const cut of cuts) {
        assert.ok(!pieces.some(({ from, toExclusive }) => from < cut && cut < toExclusive), 'no piece crosses a cut');
      }
    }),
  );
});

const months = [
  ['2026-01-01', '2026-02-01', 1],
  ['2025-11-01', '2026-02-01', 3],
  ['2026-01-01', '2027-01-01', 12],
  ['2026-01-02', '2026-02-01', null],
  ['2026-01-01', '2026-01-31', null],
] as const;
for (const [from, to, expected] of months) {
  test(`[${from}, ${to}) is ${expected ?? 'not a number of'} whole months`, () => {
    assert.equal(wholeMonths(period(from, to)), expected);
  });
}

test('a period touches the month of its last day, not the one of its open end', () => {
  assert.deepEqual(monthsTouching(period('2025-12-31', '2026-02-01')), ['2025-12', '2026-01']);
  assert.deepEqual(monthsTouching(period('2026-02-28', '2026-03-02')), ['2026-02', '2026-03']);
});

test('property: a period cut at month starts has one piece per month touched', () => {
  fc.assert(
    fc.property(anyPeriod, (whole) => {
      const touched = monthsTouching(whole);
      const pieces = splitAt(whole, touched.map(firstDayOf));
      assert.deepEqual(
        pieces.map(({ from }) => monthOf(from)),
        touched,
      );
    }),
  );
});

/** The civil hour in Rome by the time zone database of the runtime. */
const romeHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' });
/** The instant of 00:00 Rome of a day: 23:00 or 22:00 UTC of the day before. */
function romeMidnight(day: LocalDate): number {
  const [winter, summer] = [23, 22].map((hour) => Date.parse(`${addDays(day, -1)}T${hour}:00:00Z`)) as [number, number];
  return romeHour.format(winter) === '00' ? winter : summer;
}

test('the hours of each day of 2024–2035 are those between two midnights in Rome', () => {
  const unusual: string[] = [];
  for (let day = FIRST; yearOf(day) <= 2035; day = addDays(day, 1)) {
    const hours = (romeMidnight(addDays(day, 1)) - romeMidnight(day)) / 3_600_000;
    assert.equal(hoursIn(day), hours, day);
    if (hours !== 24) unusual.push(`${day} ${hours}`);
  }
  assert.equal(unusual.length, 24);
  assert.deepEqual(unusual.slice(2, 6), ['2025-03-30 23', '2025-10-26 25', '2026-03-29 23', '2026-10-25 25']);
});

const instants = [
  ['2025-12-31T22:59:59.999Z', '2025-12-31'],
  ['2025-12-31T23:00:00.000Z', '2026-01-01'], // winter: UTC + 1
  ['2026-06-30T21:59:59.999Z', '2026-06-30'],
  ['2026-06-30T22:00:00.000Z', '2026-07-01'], // summer: UTC + 2
  ['2026-03-29T00:59:59.999Z', '2026-03-29'],
  ['2026-10-25T22:59:59.999Z', '2026-10-25'], // the longest day ends an hour later than it began
  ['2026-10-24T22:00:00.000Z', '2026-10-25'],
] as const;
for (const [instant, day] of instants) {
  test(`at ${instant} it is ${day} in Rome`, () => assert.equal(romeDayOf(instant as Instant), day));
}

// Published dates of the Gregorian Easter, not computed by us.
const easters = [
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
  '2029-04-01',
  '2030-04-21',
  '2031-04-13',
  '2032-03-28',
  '2033-04-17',
  '2034-04-09',
  '2035-03-25',
].map(localDate);
for (const easter of easters) {
  test(`Easter ${yearOf(easter)} is ${formatItalianDate(easter)}`, () =>
    assert.equal(easterSunday(yearOf(easter)), easter));
}

test('Easter is always a Sunday from 22 March to 25 April', () => {
  for (let year = 1900; year <= 2199; year += 1) {
    const easter = easterSunday(year);
    assert.equal(dayOfWeek(easter), 7);
    assert.ok(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25');
  }
});

test('every day from 1900 to 2200 is where the calendar of the machine has it', () => {
  const first = localDate('1900-01-01');
  for (let days = 0; days < 109_938; days += 1) {
    const expected = new Date(Date.UTC(1900, 0, 1 + days)).toISOString().slice(0, 10);
    const day = addDays(first, days);
    assert.equal(day, expected);
    assert.equal(daysBetween(first, day), days);
  }
});

test('a day counted from 1970 comes back from its number, and 29 February 2028 is day 29 of month 2', () => {
  assert.equal(toEpochDay(localDate('1970-01-01')), 0);
  for (let epochDay = toEpochDay(localDate('1900-01-01')); epochDay < 26_000; epochDay += 1)
    assert.equal(toEpochDay(fromEpochDay(epochDay)), epochDay);
  assert.deepEqual(civilDayOf(toEpochDay(localDate('2028-02-29'))), { year: 2028, monthNumber: 2, dayOfMonth: 29 });
});
