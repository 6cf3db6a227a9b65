import { assert } from '@sportello/kernel/result';

/** Chance that can be replayed: the same seed gives the same demo company for ever. */
export type Random = {
  /** Whole number in `[from, to]`. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** True `percent` times out of a hundred. */
  readonly chance: (percent: number) => boolean;
  readonly digits: (count: number) => string;
  /** An id in the form of a UUID version 4. */
  readonly id: () => string;
};

/** Mulberry32: 32 bits of state are plenty for invented people. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const between = (from: number, to: number): number => from + (next() % (to - from + 1));
  const pick = <T>(choices: readonly T[]): T => {
    const picked = choices[next() % choices.length];
    assert(picked !== undefined, 'there is something to pick from');
    return picked;
  };
  const hex = (): string => next().toString(16).padStart(8, '0');
  return {
    between,
    pick,
    chance: (percent) => next() % 100 < percent,
    digits: (count) => Array.from({ length: count }, () => String(next() % 10)).join(''),
    id: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
