import { requireBetween } from '../check/require-between.ts';
import { bisect } from './bisect.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/**
 * P(|T| > |t|) of Student's distribution with `df` degrees of freedom (any real > 0).
 * Formula: I_x(df/2, 1/2) with x = df / (df + t^2); both x and 1 - x are formed without subtraction.
 */
export function studentTwoSided(t: number, df: number): number {
  requireBetween('df', df, { low: 0, high: Infinity });
  if (Number.isNaN(t)) throw new RangeError('t must be a number, got NaN');
  const ratio = (t / df) * t;
  const y = ratio === Infinity ? 1 : ratio / (1 + ratio);
  return incompleteBeta({ x: 1 / (1 + ratio), y, a: df / 2, b: 0.5 }).lower;
}

/**
 * The t with P(T <= t) = p for Student's distribution with `df` degrees of freedom, by inverting the tail.
 * For a point in the upper tail negate the quantile of the small tail.
 */
export function studentQuantile(p: number, df: number): number {
  requireBetween('p', p, { low: 0, high: 1 });
  const twoSided = 2 * Math.min(p, 1 - p);
  if (twoSided === 1) return 0;
  const isNearer = (t: number) => studentTwoSided(t, df) > twoSided;
  let outside = 1;
  while (isNearer(outside)) outside *= 2;
  const size = bisect({ inside: 0, outside }, isNearer);
  return p < 0.5 ? -size : size;
}
