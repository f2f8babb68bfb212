import { requireProportion } from './check/require-proportion.ts';
import type { Proportion } from './proportion.ts';
import { normalUpperTail } from './special/normal.ts';

/** The result of the test. `difference` is treated rate minus holdout rate, a proportion (0.11 = 11%p). */
export interface TwoProportions {
  readonly difference: number;
  readonly z: number;
  readonly p: number;
  /** The smallest expected count of the 2 x 2 table if both arms were alike; below 5 the test should not be judged. */
  readonly smallestExpected: number;
}

/**
 * The two-sided pooled z (score) test of two rates, without continuity correction.
 * Formula: z = (pt - pc) / sqrt(p(1-p)(1/nt + 1/nc)) with the pooled p; z^2 is Pearson's chi-square.
 * Nobody or everybody with the event in both arms: z = 0, p = 1. Source: R `prop.test(correct = FALSE)`.
 */
export function twoProportions(treated: Proportion, holdout: Proportion): TwoProportions {
  requireProportion('treated', treated);
  requireProportion('holdout', holdout);
  const people = treated.n + holdout.n;
  const events = treated.x + holdout.x;
  const rest = people - events;
  const difference = treated.x / treated.n - holdout.x / holdout.n;
  const error = Math.sqrt((events / people) * (rest / people) * (1 / treated.n + 1 / holdout.n));
  const z = error === 0 ? 0 : difference / error;
  return {
    difference,
    z,
    p: Math.min(1, 2 * normalUpperTail(Math.abs(z))),
    smallestExpected: (Math.min(events, rest) / people) * Math.min(treated.n, holdout.n),
  };
}
