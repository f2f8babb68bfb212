import type { Interval } from './interval.ts';
import type { Proportion } from './proportion.ts';
import { bisect } from './special/bisect.ts';
import { twoSidedZ } from './special/two-sided-z.ts';
import { twoProportions } from './two-proportions.ts';

/**
 * The most likely holdout rate when the treated rate is `ratio` times as high: the smaller root of
 * (nt+nc) r p^2 - (nt r + xt + nc + xc r) p + xt + xc = 0, in a form that does not cancel.
 */
function restrictedRate(treated: Proportion, holdout: Proportion, ratio: number): number {
  const left = treated.x + holdout.n;
  const right = ratio * (treated.n + holdout.x);
  const misses = (treated.n - treated.x) * (holdout.n - holdout.x);
  const root = Math.sqrt((left - right) ** 2 + 4 * ratio * misses);
  return Math.min(1, (2 * (treated.x + holdout.x)) / (left + right + root));
}

/** Whether the data are compatible with a treated rate of `ratio` times the holdout rate. */
function covers(treated: Proportion, holdout: Proportion, { ratio, z }: { ratio: number; z: number }): boolean {
  const control = restrictedRate(treated, holdout, ratio);
  const treatment = Math.min(1, ratio * control);
  const variance = (treatment * (1 - treatment)) / treated.n + (ratio * ratio * control * (1 - control)) / holdout.n;
  return Math.abs(treated.x / treated.n - (ratio * holdout.x) / holdout.n) <= z * Math.sqrt(variance);
}

/**
 * The interval of the relative uplift pt/pc - 1 (0.2 = 20% more, -1 = nothing left).
 * Formula: every ratio r with |pt - r pc| <= z sqrt(pt'(1-pt')/nt + r^2 pc'(1-pc')/nc), pt' = r pc' the most likely
 * rates under that ratio. It excludes 0 exactly when the pooled z test has p < 1 - confidence.
 * No event in the holdout: `high` is Infinity and so is `value` (NaN where the treated have none either).
 * No event in the treated arm: `low` is -1. Source: Koopman, Biometrics 40 (1984).
 */
export function relativeInterval(treated: Proportion, holdout: Proportion, confidence = 0.95): Interval {
  const z = twoSidedZ(confidence);
  const { p } = twoProportions(treated, holdout);
  const estimate = ((treated.x / treated.n) * holdout.n) / holdout.x;
  const isCovered = (ratio: number) => covers(treated, holdout, { ratio, z });
  const coversOne = p >= 1 - confidence;
  return {
    value: estimate - 1,
    low: treated.x === 0 ? -1 : lowest({ estimate, coversOne, isCovered }) - 1,
    high: holdout.x === 0 ? Infinity : highest({ estimate, coversOne, isCovered }) - 1,
  };
}

/** What the search for a limit starts from. */
interface Search {
  readonly estimate: number;
  readonly coversOne: boolean;
  readonly isCovered: (ratio: number) => boolean;
}

function lowest({ estimate, coversOne, isCovered }: Search): number {
  if (estimate <= 1) return bisect({ inside: estimate, outside: 0 }, isCovered);
  if (coversOne) return bisect({ inside: 1, outside: 0 }, isCovered);
  let inside = Math.min(estimate, 2);
  while (inside < estimate && !isCovered(inside)) inside = Math.min(estimate, inside * 2);
  return bisect({ inside, outside: 1 }, isCovered);
}

function highest({ estimate, coversOne, isCovered }: Search): number {
  if (estimate < 1 && !coversOne) return bisect({ inside: estimate, outside: 1 }, isCovered);
  const inside = Math.max(1, estimate);
  let outside = Math.max(2 * inside, 2);
  while (isCovered(outside)) outside *= 2;
  return bisect({ inside, outside }, isCovered);
}
