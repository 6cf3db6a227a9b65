import { add, type Decimal, decimal, divide, multiply, round } from '@sportello/kernel/decimal';
import { assert } from '@sportello/kernel/result';

/** Zona climatica: it fixes the length of the heating season. */
export type ClimaticZone = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** Heating days by zone: the legal season of DPR 412/1993; 200 for F, where the season has no limit, is a convention. */
const HEATING_DAYS: Readonly<Record<ClimaticZone, number>> = { A: 105, B: 121, C: 137, D: 166, E: 183, F: 200 };

/** bar: what most meters of homes deliver above the atmosphere. */
export const STANDARD_GAUGE_PRESSURE_BAR = '0.020';

export type ConversionCoefficient = { readonly kp: Decimal; readonly kt: Decimal; readonly coefficient: Decimal };

/**
 * Compute the coefficient C that converts the m³ of a meter without corrector into Smc, with its two factors:
 * pressure (kp) by altitude, temperature (kt) by degree days.
 *
 * Pure. The power of the barometric formula has no exact decimal: it is the one binary floating-point number of the
 * suite. It is safe, for it is rounded to 12 decimals at once and everything after is exact, while the result has 6:
 * an error of the last bits (1e-16) could change them only beside a tie of the twelfth decimal.
 *
 * @param altitudeMetres     height of the municipality above the sea
 * @param degreeDays         gradi giorno of the municipality (DPR 412/1993, annex A)
 * @param gaugePressureBar   delivery pressure above the atmosphere, decimal text; the contractual one when higher
 * @returns kp, kt and C, each rounded to 6 decimals in this order
 * @source  reference 7.4 (del. ARG/gas 159/08, RTDG: coefficient C)
 */
export function computeConversionCoefficient({
  altitudeMetres,
  degreeDays,
  zone,
  gaugePressureBar,
}: {
  readonly altitudeMetres: number;
  readonly degreeDays: number;
  readonly zone: ClimaticZone;
  readonly gaugePressureBar: string;
}): ConversionCoefficient {
  assert(Number.isInteger(altitudeMetres) && Number.isInteger(degreeDays), 'altitude and degree days are whole');
  const factor = ((1 - 0.0000225577 * altitudeMetres) ** 5.2559).toFixed(12);
  const atmosphericBar = multiply(decimal('1.01325'), decimal(factor));
  const kp = divide(add(atmosphericBar, decimal(gaugePressureBar)), decimal('1.01325'), 6);
  // kt = 288.15 / (295.15 − GG / ng): both sides multiplied by ng keep the quotient exact until it is rounded.
  const heatingDays = decimal(String(HEATING_DAYS[zone]));
  const below = { units: 29_515n * heatingDays.units - BigInt(degreeDays) * 100n, scale: 2 };
  const kt = divide(multiply(decimal('288.15'), heatingDays), below, 6);
  return { kp, kt, coefficient: round(multiply(kp, kt), 6) };
}
