import { requireBetween } from '../check/require-between.ts';
import { stirlingError } from './stirling-error.ts';

/**
 * ln Gamma(x) for x > 0; 1e-14 relative, absolute near its zeros 1 and 2.
 * Formula: (x - 1/2) ln x - x + ln(2 pi)/2 + Stirling's error.
 */
export function logGamma(x: number): number {
  requireBetween('x', x, { low: 0, high: Infinity });
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + stirlingError(x);
}
