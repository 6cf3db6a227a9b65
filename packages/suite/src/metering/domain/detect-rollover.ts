/**
 * Decide whether a dial that looks lower than before has passed zero (giro contatore).
 *
 * Pure. A smaller value is either a wrong reading or a dial that went through 10^digits; only a small use makes
 * the second plausible. Known expectation: at most four times what was expected, and a hundredth of the dial at
 * least, so that a rarely used meter may roll over too. Unknown: at most a tenth of the dial.
 *
 * @param previous       earlier value, in the same unit as `current` (thousandths or whole units)
 * @param dialRange      10^digits in that unit
 * @param expectedUse    use expected between the two readings in that unit; null when unknown
 * @returns the use through zero, or null when the dial did not plausibly pass zero
 * @source  reference, 7.4: "+ 10^digits on rollover if the difference is negative and small use makes it plausible"
 */
export function detectRollover({
  previous,
  current,
  dialRange,
  expectedUse,
}: {
  readonly previous: number;
  readonly current: number;
  readonly dialRange: number;
  readonly expectedUse: number | null;
}): number | null {
  if (current >= previous || previous >= dialRange) return null;
  const throughZero = current + dialRange - previous;
  const limit = expectedUse === null ? dialRange / 10 : Math.max(dialRange / 100, 4 * expectedUse);
  return throughZero <= Math.min(limit, dialRange / 2) ? throughZero : null;
}
