import type { Interval } from './interval.ts';
import type { Moments } from './moments.ts';
import { studentQuantile } from './special/student-t.ts';

/** The mean of one group with its t interval: mean +- t(1 - alpha/2, n - 1) sqrt(variance / n). In the unit of the values. */
export function meanInterval({ n, mean, variance }: Moments, confidence = 0.95): Interval {
  if (n < 2) return { value: mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const half = studentQuantile(1 - (1 - confidence) / 2, n - 1) * Math.sqrt(variance / n);
  return { value: mean, low: mean - half, high: mean + half };
}
