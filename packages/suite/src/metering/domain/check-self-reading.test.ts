import assert from 'node:assert/strict';
import { localDate } from '@sportello/kernel/calendar';
import { test } from 'vitest';
import {
  checkSelfReading,
  defaultSelfReadingParameters,
  type SelfReading,
  type SelfReadingContext,
} from './check-self-reading.js';

const corrector: SelfReadingContext = {
  today: localDate('2026-02-28'),
  window: { opensOn: localDate('2026-02-20'), closesOn: localDate('2026-03-05') },
  meter: {
    registers: ['M', 'C'],
    digits: 4,
    correctorDigits: 4,
    isReadRemotely: false,
    usualCorrectorRatioMillionths: 1_020_000,
  },
  previous: { readOn: localDate('2026-02-20'), dials: { M: 1000, C: 500 } },
  alreadyGivenOn: null,
  expectedAnnualUnits: null,
  parameters: defaultSelfReadingParameters,
};
const base: SelfReadingContext = { ...corrector, meter: { ...corrector.meter, registers: ['M'] } };
const remote: SelfReadingContext = { ...corrector, meter: { ...corrector.meter, isReadRemotely: true } };
const strict: SelfReadingContext = { ...corrector, parameters: { ...corrector.parameters, zeroConsumption: 'refuse' } };
const bands: SelfReadingContext = {
  ...corrector,
  meter: { ...corrector.meter, registers: ['A1', 'A2', 'A3'], digits: 5 },
  previous: { readOn: localDate('2026-01-31'), dials: { A1: 1200, A2: 955, A3: 2044 } },
};

function decide(readOn: string, dials: SelfReading['dials'], context: SelfReadingContext, rolledOver = false): string {
  const decision = checkSelfReading({ readOn: localDate(readOn), dials, rolledOver }, context);
  if (decision.ok) return ['accepted', ...decision.value.confirmations.map(({ code }) => code)].join(' + ');
  const { refusal } = decision;
  const swapped = 'looksSwapped' in refusal && refusal.looksSwapped ? ' swapped' : '';
  return `${refusal.code}${'register' in refusal ? ` ${refusal.register}` : ''}${swapped}`;
}

// One row per rule, in order of precedence: a refused row also breaks every later rule it can.
const rows: readonly [string, SelfReading['dials'], SelfReadingContext, string][] = [
  ['2026-03-01', { A0: 1, M: 20_000 }, remote, 'metering.remote_read_meter'],
  ['2026-03-01', { A0: 1, M: 20_000 }, corrector, 'metering.reading_in_future'],
  ['2026-02-19', { A0: 1, M: 20_000 }, corrector, 'metering.outside_window'],
  ['2026-02-20', { A0: 1, M: 20_000 }, corrector, 'metering.unexpected_register A0'],
  ['2026-02-20', { C: 20_000 }, corrector, 'metering.register_missing M'],
  ['2026-02-20', { M: 20_000 }, corrector, 'metering.corrector_reading_missing'],
  ['2026-02-20', { M: 10_000, C: 400 }, corrector, 'metering.too_many_digits M'],
  ['2026-02-20', { M: 900, C: 10_000 }, corrector, 'metering.too_many_digits C'],
  ['2026-02-20', { M: 900, C: 400 }, corrector, 'metering.date_not_after_previous'],
  ['2026-02-28', { M: 999, C: 400 }, corrector, 'metering.not_greater_than_previous M'],
  ['2026-02-28', { M: 1001, C: 499 }, corrector, 'metering.not_greater_than_previous C'],
  ['2026-02-28', { M: 550, C: 1050 }, corrector, 'metering.not_greater_than_previous M swapped'],
  ['2026-02-28', { M: 1001, C: 500 }, strict, 'metering.not_greater_than_previous C'],
  ['2026-02-28', { M: 1000, C: 500 }, corrector, 'accepted + metering.zero_consumption'],
  ['2026-02-28', { M: 1100, C: 602 }, corrector, 'accepted'], //     102 Smc for 100 m³ is the usual 1.02
  ['2026-02-28', { M: 1100, C: 608 }, corrector, 'accepted'], //     108 is within 5 % (107.1) and a unit
  ['2026-02-28', { M: 1100, C: 609 }, corrector, 'accepted + metering.corrector_ratio'],
  ['2026-02-28', { M: 1000, C: 560 }, corrector, 'accepted + metering.corrector_ratio'],
  ['2026-02-28', { M: 1001 }, base, 'accepted'],
  ['2026-02-28', { A1: 1201, A2: 955, A3: 2044 }, bands, 'accepted'], // one band may stand still
  ['2026-02-28', { A1: 1201, A2: 954, A3: 2044 }, bands, 'metering.not_greater_than_previous A2'],
  ['2026-02-28', { A1: 1201, A2: 955 }, bands, 'metering.register_missing A3'],
];

for (const [readOn, dials, context, expected] of rows) {
  test(`${JSON.stringify(dials)} on ${readOn} after ${JSON.stringify(context.previous?.dials)}: ${expected}`, () => {
    assert.equal(decide(readOn, dials, context), expected);
  });
}

test('a window that closed yesterday refuses even a reading taken inside it', () => {
  const closed = { ...base, window: { opensOn: localDate('2026-02-20'), closesOn: localDate('2026-02-27') } };
  assert.equal(decide('2026-02-26', { M: 1100 }, closed), 'metering.outside_window');
});

test('without a window every past day is open', () => {
  assert.equal(decide('2026-02-28', { M: 1100 }, { ...base, window: null }), 'accepted');
});

test('the first reading of a new meter has nothing to exceed', () => {
  assert.equal(decide('2026-02-20', { M: 0 }, { ...base, previous: null }), 'accepted');
});

test('a second reading in the window is accepted after the customer confirms to replace the first', () => {
  const again = { ...base, alreadyGivenOn: localDate('2026-02-21') };
  assert.equal(decide('2026-02-28', { M: 1100 }, again), 'accepted + metering.duplicate_in_window');
});

// 365 a year is 1 a day: 8 expected from 20 to 28 February.
for (const [meterUnits, expected] of [
  [1003, 'accepted + metering.unusual_consumption'], //  3 is under half of 8
  [1004, 'accepted'],
  [1016, 'accepted'],
  [1017, 'accepted + metering.unusual_consumption'], // 17 is over twice 8
] as const) {
  test(`${meterUnits - 1000} m³ where 8 were expected: ${expected}`, () => {
    assert.equal(decide('2026-02-28', { M: meterUnits }, { ...base, expectedAnnualUnits: 365 }), expected);
  });
}

test('9990 then 12 on four digits is 22 m³ through zero, when the customer says so', () => {
  const nearEnd = { ...base, previous: { readOn: localDate('2026-02-20'), dials: { M: 9990 } } };
  assert.equal(decide('2026-02-28', { M: 12 }, nearEnd), 'metering.not_greater_than_previous M');
  assert.equal(decide('2026-02-28', { M: 12 }, nearEnd, true), 'accepted');
  const decision = checkSelfReading({ readOn: localDate('2026-02-28'), dials: { M: 12 }, rolledOver: true }, nearEnd);
  assert.deepEqual(decision.ok && decision.value.accepted, {
    readOn: '2026-02-28',
    registers: { M: '12' },
    rolledOver: ['M'],
  });
});

test('5000 then 12 is not a turn of the dial, whatever the customer says', () => {
  const halfWay = { ...base, previous: { readOn: localDate('2026-02-20'), dials: { M: 5000 } } };
  assert.equal(decide('2026-02-28', { M: 12 }, halfWay, true), 'metering.not_greater_than_previous M');
});
