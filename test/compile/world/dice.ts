export interface Dice {
  /** A whole number in [0, n). */
  below(n: number): number;
  pick<T>(values: readonly T[]): T;
  /** A value with this chance, otherwise null. */
  maybe<T>(chance: number, make: () => T): T | null;
}

/** Chance that falls the same way for the same seed. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    pick: <T>(values: readonly T[]): T => values[below(values.length)] as T,
    maybe: (chance, make) => (next() < chance ? make() : null),
  };
}
