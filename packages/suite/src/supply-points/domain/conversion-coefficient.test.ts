import assert from 'node:assert/strict';
import { formatDecimal } from '@sportello/kernel/decimal';
import { test } from 'vitest';
import { computeConversionCoefficient, STANDARD_GAUGE_PRESSURE_BAR } from './conversion-coefficient.js';

// The three worked vectors of the reference, 7.4.
const rows = [
  // altitude degree days zone  kp          kt          C
  [20, 1415, 'D', '1.017370', '1.005317', '1.022779'],
  [34, 2258, 'E', '1.015714', '1.018878', '1.034889'],
  [122, 2404, 'E', '1.005358', '1.021760', '1.027235'],
] as const;
for (const [altitudeMetres, degreeDays, zone, kp, kt, coefficient] of rows) {
  test(`${altitudeMetres} m, ${degreeDays} degree days, zone ${zone}: ${kp} × ${kt} = ${coefficient}`, () => {
    const found = computeConversionCoefficient({
      altitudeMetres,
      degreeDays,
      zone,
      gaugePressureBar: STANDARD_GAUGE_PRESSURE_BAR,
    });
    assert.deepEqual([found.kp, found.kt, found.coefficient].map(formatDecimal), [kp, kt, coefficient]);
  });
}

test('a delivery at 0.5 bar has a higher kp: (1.013250 + 0.5) / 1.01325 = 1.493462 at the sea', () => {
  const found = computeConversionCoefficient({
    altitudeMetres: 0,
    degreeDays: 1415,
    zone: 'D',
    gaugePressureBar: '0.5',
  });
  assert.equal(formatDecimal(found.kp), '1.493462');
});
