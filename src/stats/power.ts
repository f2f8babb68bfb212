import { requirePeople } from './check/require-people.ts';
import { requireRate } from './check/require-rate.ts';
import { normalCdf } from './special/normal.ts';
import { twoSidedZ } from './special/two-sided-z.ts';

/** A planned comparison: true rates (0 to 1) and people per arm; `confidence` is 0.95 unless given. */
export interface PowerPlan {
  readonly treatedRate: number;
  readonly holdoutRate: number;
  readonly treatedPeople: number;
  readonly holdoutPeople: number;
  readonly confidence?: number;
}

/**
 * The probability (0 to 1) that the pooled z test finds the difference, arms of any size.
 * Formula: Phi((|pt - pc| - z s0) / s1), s0^2 = p(1-p)(1/nt + 1/nc) with p = (nt pt + nc pc)/(nt + nc),
 * s1^2 = pt(1-pt)/nt + pc(1-pc)/nc. Finding it with the wrong sign does not count, as in R `power.prop.test`.
 * Source: Fleiss, Tytun & Ury, Biometrics 36 (1980), without correction.
 */
export function power(plan: PowerPlan): number {
  const { treatedRate, holdoutRate, treatedPeople, holdoutPeople, confidence = 0.95 } = plan;
  requireRate('treated rate', treatedRate);
  requireRate('holdout rate', holdoutRate);
  requirePeople('treated people', treatedPeople);
  requirePeople('holdout people', holdoutPeople);
  const pooled = (treatedPeople * treatedRate + holdoutPeople * holdoutRate) / (treatedPeople + holdoutPeople);
  const underNone = Math.sqrt(pooled * (1 - pooled) * (1 / treatedPeople + 1 / holdoutPeople));
  const underEffect = Math.sqrt(
    (treatedRate * (1 - treatedRate)) / treatedPeople + (holdoutRate * (1 - holdoutRate)) / holdoutPeople,
  );
  const margin = Math.abs(treatedRate - holdoutRate) - twoSidedZ(confidence) * underNone;
  if (underEffect === 0) return margin > 0 ? 1 : 0;
  return normalCdf(margin / underEffect);
}
