export type NonEmpty<T> = readonly [T, ...T[]];

/** Chance that can be repeated: the same seed parts give the same numbers, on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  between(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  pick<T>(list: NonEmpty<T>): T;
  pickWeighted<T>(list: NonEmpty<readonly [value: T, weight: number]>): T;
  /** From a normal distribution with mean 0 and deviation 1. */
  normal(): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
}

/** A stream of its own for every list of parts, so that no table depends on how another was drawn. */
export function createRandom(...parts: readonly (string | number)[]): Random {
  let state = fold(parts.join('\u0000'));
  // mulberry32, public domain, Tommy Ettinger.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    pickWeighted: (list) => weighted(list, next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson: (mean) => poisson(mean, next),
  };
}

function weighted<T>(list: NonEmpty<readonly [value: T, weight: number]>, u: number): T {
  let left = u * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return list[0][0];
}

/** Knuth's method; the means of this folder are small. */
function poisson(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

/** 32 bits of a text: FNV-1a, then the finalizer of MurmurHash3 so that near texts give far numbers. */
function fold(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
