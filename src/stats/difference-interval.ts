import type { Interval } from './interval.ts';
import type { Proportion } from './proportion.ts';
import { bisect } from './special/bisect.ts';
import { twoSidedZ } from './special/two-sided-z.ts';
import { twoProportions } from './two-proportions.ts';

/** A supposed difference: the rate of `upper` is `delta` >= 0 above the rate of `lower`. */
interface Supposition {
  readonly upper: Proportion;
  readonly lower: Proportion;
  readonly delta: number;
}

/** count / rate, where nothing observed weighs nothing even at rate 0. */
function weight(count: number, rate: number): number {
  return count === 0 ? 0 : count / rate;
}

/** The most likely rate of the lower arm under the supposition: the score equation falls in that rate, so halve. */
function restrictedRate({ upper, lower, delta }: Supposition): number {
  const highest = 1 - delta;
  const score = (rate: number) =>
    weight(upper.x, rate + delta) -
    weight(upper.n - upper.x, highest - rate) +
    weight(lower.x, rate) -
    weight(lower.n - lower.x, 1 - rate);
  if (score(highest) > 0) return highest;
  return bisect({ inside: 0, outside: highest }, (rate) => score(rate) > 0);
}

/** The standard error of the difference under the supposition. */
function restrictedError(supposition: Supposition): number {
  const { upper, lower, delta } = supposition;
  const rate = restrictedRate(supposition);
  return Math.sqrt(((rate + delta) * (1 - delta - rate)) / upper.n + (rate * (1 - rate)) / lower.n);
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
  const coversZero = p >= 1 - confidence;
  const errorAt = (delta: number) =>
    delta < 0
      ? restrictedError({ upper: holdout, lower: treated, delta: -delta })
      : restrictedError({ upper: treated, lower: holdout, delta });
  const covers = (delta: number) => Math.abs(difference - delta) <= z * errorAt(delta);
  const limit = (end: -1 | 1) => {
    if (difference === end) return difference;
    if (difference * end >= 0) return bisect({ inside: difference, outside: end }, covers);
    return bisect(coversZero ? { inside: 0, outside: end } : { inside: difference, outside: 0 }, covers);
  };
  return { value: difference, low: limit(-1), high: limit(1) };
}
