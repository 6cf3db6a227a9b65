import { type Instant, type LocalDate, romeDayOf } from '@sportello/kernel/calendar';

/** The only reader of time. `today` is the civil day in Rome; tests move it. */
export type Clock = { readonly now: () => Instant; readonly today: () => LocalDate };

export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
  today: () => romeDayOf(new Date().toISOString() as Instant),
};

/** A clock that stands still at `instant`: for commands that must give the same result twice. */
export const fixedClock = (instant: Instant): Clock => ({ now: () => instant, today: () => romeDayOf(instant) });

export const addSeconds = (instant: Instant, seconds: number): Instant =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString() as Instant;
