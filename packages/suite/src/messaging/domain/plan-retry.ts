const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Waits after each attempt; the last one repeats. A server that was down for a moment is found soon. */
const WAITS = [30, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];
/** Given up after this long (RFC 5321 §4.5.4.1 asks for 4–5 days at most; a bill cannot wait so long). */
const GIVE_UP_AFTER = 72 * HOUR;

/**
 * Decide when a message that could not be delivered is tried again.
 *
 * @param attempt which attempt failed, from 1
 * @param ageSeconds how long ago it was queued
 * @returns seconds to wait, or null when it is given up
 */
export function planRetry(attempt: number, ageSeconds: number): number | null {
  const wait = WAITS[Math.min(attempt, WAITS.length) - 1] ?? 4 * HOUR;
  return ageSeconds + wait > GIVE_UP_AFTER ? null : wait;
}
