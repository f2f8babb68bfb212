import type { Interval } from './interval.ts';
import type { Proportion } from './proportion.ts';
import { bisect } from './special/bisect.ts';
import { twoSidedZ } from './special/two-sided-z.ts';
import { twoProportions } from './two-proportions.ts';

/** The two arms as the search sees them. */
interface Arms {
  readonly treated: Proportion;
  readonly holdout: Proportion;
}

/** count / rate, where nothing observed weighs nothing even at rate 0. */
function weight(count: number, rate: number): number {
  return count === 0 ? 0 : count / rate;
}

/** The most likely holdout rate when the treated rate is `delta` higher: the score equation falls in p, so halve. */
function restrictedRate({ treated, holdout }: Arms, delta: number): number {
  const low = Math.max(0, -delta);
  const high = Math.min(1, 1 - delta);
  const score = (p: number) =>
    weight(treated.x, p + delta) -
    weight(treated.n - treated.x, 1 - p - delta) +
    weight(holdout.x, p) -
    weight(holdout.n - holdout.x, 1 - p);
  return bisect({ inside: low, outside: high }, (p) => score(p) > 0);
}

/** The standard error of the difference if it truly were `delta`. */
function restrictedError(arms: Arms, delta: number): number {
  const control = restrictedRate(arms, delta);
  const treatment = Math.min(1, Math.max(0, control + delta));
  return Math.sqrt((treatment * (1 - treatment)) / arms.treated.n + (control * (1 - control)) / arms.holdout.n);
}

/**
 * The interval of the difference of two rates, treated minus holdout, as proportions from -1 to 1.
 * Formula: every delta with |d - delta| <= z sqrt(pt(1-pt)/nt + pc(1-pc)/nc), where pt = pc + delta are the most
 * likely rates under that delta. It is the pooled z test inverted, so it excludes 0 exactly when p < 1 - confidence.
 * Source: Mee, Biometrics 40 (1984).
 */
export function differenceInterval(treated: Proportion, holdout: Proportion, confidence = 0.95): Interval {
  const z = twoSidedZ(confidence);
  const { difference, p } = twoProportions(treated, holdout);
  const arms = { treated, holdout };
  const coversZero = p >= 1 - confidence;
  const covers = (delta: number) => Math.abs(difference - delta) <= z * restrictedError(arms, delta);
  const limit = (end: -1 | 1) => {
    if (difference === end) return difference;
    if (difference * end >= 0) return bisect({ inside: difference, outside: end }, covers);
    return bisect(coversZero ? { inside: 0, outside: end } : { inside: difference, outside: 0 }, covers);
  };
  return { value: difference, low: limit(-1), high: limit(1) };
}
