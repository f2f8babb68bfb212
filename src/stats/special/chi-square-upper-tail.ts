import { incompleteGamma } from './incomplete-gamma.ts';

/** P(X > x) of the chi-square distribution with `df` degrees of freedom: Q(df/2, x/2), computed as an upper tail. */
export function chiSquareUpperTail(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}
