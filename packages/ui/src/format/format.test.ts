import { describe, expect, test } from 'vitest';
import {
  formatDayInWords,
  formatEuro,
  formatMonth,
  formatNumber,
  formatPeriod,
  formatQuantity,
  formatUnitPrice,
  groupByFour,
  parseTypedDay,
  parseTypedNumber,
} from './format.js';

describe('amounts', () => {
  test.each([
    ['1234.5', '1.234,50 €'],
    ['0.05', '0,05 €'],
    ['-12.40', '−12,40 €'],
    ['1234567.89', '1.234.567,89 €'],
  ])('%s is written %s in Italian', (amount, written) =>
    expect(formatEuro(amount, 'it')).toBe(written.replace(' ', '\u00a0')),
  );
  test('English groups with commas: 1234.5 is 1,234.50 €', () => expect(formatEuro('1234.5', 'en')).toBe('€1,234.50'));
  test('1234 is grouped in Italian, where Intl leaves it bare', () => expect(formatNumber('1234', 'it')).toBe('1.234'));
});

describe('prices and quantities', () => {
  test('a price has at least four decimals: 0.155 → 0,1550', () =>
    expect(formatUnitPrice('0.155', 'it')).toBe('0,1550'));
  test('a price keeps its sixth decimal: 0.116670 → 0,11667', () =>
    expect(formatUnitPrice('0.116670', 'it')).toBe('0,11667'));
  test('400.000 kWh is 400 kWh', () => expect(formatQuantity('400.000', 'kWh', 'it')).toBe('400\u00a0kWh'));
  test('1184.25 Smc keeps its decimals', () =>
    expect(formatQuantity('1184.25', 'Smc', 'it')).toBe('1.184,25\u00a0Smc'));
});

describe('days, months, periods', () => {
  test('4 December 2026 is a Friday', () => expect(formatDayInWords('2026-12-04', 'it')).toBe('venerdì 4 dicembre'));
  test('a month in words', () => expect(formatMonth('2026-01', 'it')).toBe('gennaio 2026'));
  test.each([
    ['2026-09-01', '2026-11-01', 'settembre-ottobre 2026'],
    ['2026-09-01', '2026-10-01', 'settembre 2026'],
    ['2025-12-01', '2026-02-01', 'dicembre 2025 – gennaio 2026'],
    ['2026-09-10', '2026-10-01', '10/09/2026 – 30/09/2026'],
  ])('[%s, %s) is %s', (from, toExclusive, written) => expect(formatPeriod({ from, toExclusive }, 'it')).toBe(written));
});

test('in a table the period [2026-09-01, 2026-11-01) is "set-ott 2026"', () =>
  expect(formatPeriod({ from: '2026-09-01', toExclusive: '2026-11-01' }, 'it', 'short')).toBe('set-ott 2026'));

describe('codes and typed numbers', () => {
  test('a POD is read in groups of four', () =>
    expect(groupByFour('IT001E12345678')).toBe('IT00\u00a01E12\u00a03456\u00a078'));
  test.each([
    ['018911', '18911'],
    [' 18 911 ', '18911'],
    ['18.911', '18911'],
    ['1.234,5', '1234.5'],
    ['0', '0'],
  ])('"%s" typed is %s', (typed, value) => expect(parseTypedNumber(typed)).toBe(value));
  test.each([
    ['22/11/2026', '2026-11-22'],
    ['1/9/2026', '2026-09-01'],
    [' 01.09.2026 ', '2026-09-01'],
    ['22112026', '2026-11-22'],
    ['2026-11-22', '2026-11-22'],
  ])('"%s" typed is the day %s', (typed, day) => expect(parseTypedDay(typed)).toBe(day));
  test.each(['', '31/02/2026', '22/11/26', '11/22/2026', 'ieri'])('"%s" is not a day', (typed) =>
    expect(parseTypedDay(typed)).toBeNull(),
  );
  test.each(['', '12a', '-5', '1,2,3'])('"%s" is not a number', (typed) => expect(parseTypedNumber(typed)).toBeNull());
});
