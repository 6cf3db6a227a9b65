import { type Instant, type LocalDate, romeDayOf } from '@sportello/kernel/calendar';
import type { Clock } from '@sportello/suite/platform/clock';

/** A clock that tests move by hand. */
export type MovingClock = Clock & { readonly moveTo: (day: LocalDate | Instant) => void };

/** Noon UTC of a day is the same civil day in Rome, summer and winter. */
export function movingClock(start: string): MovingClock {
  let now = toInstant(start);
  return { now: () => now, today: () => romeDayOf(now), moveTo: (day) => void (now = toInstant(day)) };
}

const toInstant = (text: string): Instant => (text.length === 10 ? `${text}T12:00:00.000Z` : text) as Instant;
