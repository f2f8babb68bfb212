import { incompleteBeta } from './incomplete-beta.ts';

/**
 * P(X <= x) of the beta distribution with shapes a and b: I_x(a, b). x is a proportion, 0 to 1.
 * For the far upper tail ask betaCdf(1 - x, b, a), or `incompleteBeta` where 1 - x is known exactly.
 */
export function betaCdf(x: number, a: number, b: number): number {
  return incompleteBeta({ x, y: 1 - x, a, b }).lower;
}
