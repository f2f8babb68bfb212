import { requireProportion } from './check/require-proportion.ts';
import type { Interval } from './interval.ts';
import { twoSidedZ } from './special/two-sided-z.ts';

/**
 * The interval of one rate: x people of n, as proportions from 0 to 1.
 * Formula: (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n); the lower limit from the product of both roots,
 * x^2 / (n (n + z^2)), so that small rates keep their digits. Exactly 0 for x = 0 and 1 for x = n.
 * Source: Wilson, JASA 22 (1927); equals R `prop.test(x, n, correct = FALSE)`.
 */
export function wilson(x: number, n: number, confidence = 0.95): Interval {
  requireProportion('wilson', { x, n });
  const z = twoSidedZ(confidence);
  const square = z * z;
  const half = z * Math.sqrt(square / 4 + (x * (n - x)) / n);
  const upper = (x + square / 2 + half) / (n + square);
  return {
    value: x / n,
    low: ((x / n) * (x / (n + square))) / upper,
    high: x === n ? 1 : upper,
  };
}
