import { requireBetween } from './check/require-between.ts';
import { requireMoments } from './check/require-moments.ts';
import type { Interval } from './interval.ts';
import type { Moments } from './moments.ts';
import { studentQuantile, studentTwoSided } from './special/student-t.ts';

/** The result of the test. `difference` is treated mean minus holdout mean, in the unit measured (e.g. KRW a person). */
export interface Welch {
  readonly difference: Interval;
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
  readonly p: number;
}

/**
 * Welch's two-sided t test of two means and its interval, from aggregates over everyone assigned (zeros in).
 * Formula: t = (mt - mc)/se, se^2 = st^2/nt + sc^2/nc, df = se^4 / ((st^2/nt)^2/(nt-1) + (sc^2/nc)^2/(nc-1)).
 * No variance in either arm is a RangeError: nothing can be said. Source: Welch, Biometrika 34 (1947); R `t.test`.
 */
export function welch(treated: Moments, holdout: Moments, confidence = 0.95): Welch {
  requireMoments('treated', treated);
  requireMoments('holdout', holdout);
  requireBetween('confidence', confidence, { low: 0, high: 1 });
  const ofTreated = treated.variance / treated.n;
  const ofHoldout = holdout.variance / holdout.n;
  const square = ofTreated + ofHoldout;
  if (square === 0) throw new RangeError('variance is 0 in both arms: the difference of means cannot be judged');
  const standardError = Math.sqrt(square);
  const shares = (ofTreated / square) ** 2 / (treated.n - 1) + (ofHoldout / square) ** 2 / (holdout.n - 1);
  const df = 1 / shares;
  const value = treated.mean - holdout.mean;
  const t = value / standardError;
  const half = -studentQuantile((1 - confidence) / 2, df) * standardError;
  return {
    difference: { value, low: value - half, high: value + half },
    standardError,
    df,
    t,
    p: studentTwoSided(t, df),
  };
}
