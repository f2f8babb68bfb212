import { requireMoments } from './check/require-moments.ts';
import type { Interval } from './interval.ts';
import type { Moments } from './moments.ts';
import { twoSidedZ } from './special/two-sided-z.ts';

/**
 * The interval of the relative uplift of a mean, mt/mc - 1 (0.2 = 20 % more), from aggregates.
 * Formula: with vt, vc the variances of the means and g = z^2 vc / mc^2, the limits of the ratio are
 * (mt mc +- z sqrt(vt (mc^2 - z^2 vc) + vc mt^2)) / (mc^2 - z^2 vc).
 * g >= 1 (the holdout mean may be 0): no interval, limits are -Infinity and Infinity.
 * A holdout mean of 0 leaves no `value` either (Infinity, -Infinity or NaN). Source: Fieller, JRSS B 16 (1954).
 */
export function fieller(treated: Moments, holdout: Moments, confidence = 0.95): Interval {
  requireMoments('treated', treated);
  requireMoments('holdout', holdout);
  const square = twoSidedZ(confidence) ** 2;
  const ofTreated = treated.variance / treated.n;
  const ofHoldout = holdout.variance / holdout.n;
  const value = treated.mean / holdout.mean - 1;
  const distance = holdout.mean ** 2 - square * ofHoldout;
  if (!(distance > 0)) return { value, low: -Infinity, high: Infinity };
  const centre = treated.mean * holdout.mean;
  const half = Math.sqrt(square * (ofTreated * distance + ofHoldout * treated.mean ** 2));
  return { value, low: (centre - half) / distance - 1, high: (centre + half) / distance - 1 };
}
