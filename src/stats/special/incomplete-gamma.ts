import { requireBetween } from '../check/require-between.ts';
import { deviance } from './deviance.ts';
import { stirlingError } from './stirling-error.ts';
import type { Tails } from './tails.ts';

const TINY = 1e-300;
const EPSILON = 1e-15;

/** 1 + x/(a+1) + x^2/((a+1)(a+2)) + ... */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))) by the modified Lentz method. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > EPSILON; n += 1) {
    const step = n * (a - n);
    b += 2;
    d = 1 / (step * d + b || TINY);
    c = b + step / c || TINY;
    change = c * d;
    value *= change;
  }
  return value;
}

/**
 * The regularised incomplete gamma functions P(a, x) (`lower`) and Q(a, x) (`upper`) for a > 0, x >= 0.
 * The smaller of the two is computed directly, so far tails keep their digits (1e-12 relative).
 * Source: Abramowitz & Stegun 6.5.29 and 6.5.31; factor x^a e^-x / Gamma(a+1) by Loader (2000).
 */
export function incompleteGamma(a: number, x: number): Tails {
  requireBetween('a', a, { low: 0, high: Infinity });
  if (!(x >= 0)) throw new RangeError(`x must be 0 or more, got ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const factor = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  if (x < a + 1) {
    const lower = factor * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = factor * a * fraction(a, x);
  return { lower: 1 - upper, upper };
}
