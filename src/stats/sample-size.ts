import { requireBetween } from './check/require-between.ts';
import { requireRate } from './check/require-rate.ts';
import { normalQuantile } from './special/normal-quantile.ts';
import { twoSidedZ } from './special/two-sided-z.ts';

/** What is to be found: true rates (0 to 1), `ratio` = treated people per holdout person (1), power (0.8), confidence (0.95). */
export interface SampleSizeQuestion {
  readonly treatedRate: number;
  readonly holdoutRate: number;
  readonly ratio?: number;
  readonly power?: number;
  readonly confidence?: number;
}

/** People needed, rounded up per arm; `exact` is before rounding. */
export interface SampleSize {
  readonly treated: number;
  readonly holdout: number;
  readonly total: number;
  readonly exact: { readonly treated: number; readonly holdout: number };
}

/**
 * The people needed for the pooled z test to find a difference with the given power.
 * Formula: nc = (z sqrt(p(1-p)(1 + 1/k)) + zb sqrt(pt(1-pt)/k + pc(1-pc)))^2 / (pt - pc)^2, nt = k nc,
 * p = (k pt + pc)/(k + 1). Source: Fleiss, Tytun & Ury, Biometrics 36 (1980), without correction.
 */
export function sampleSize(question: SampleSizeQuestion): SampleSize {
  const { treatedRate, holdoutRate, ratio = 1, power = 0.8, confidence = 0.95 } = question;
  requireRate('treated rate', treatedRate);
  requireRate('holdout rate', holdoutRate);
  requireBetween('ratio', ratio, { low: 0, high: Infinity });
  requireBetween('power', power, { low: 0, high: 1 });
  const effect = treatedRate - holdoutRate;
  if (effect === 0) throw new RangeError('treated and holdout rate must differ: no sample finds a difference of 0');
  const pooled = (ratio * treatedRate + holdoutRate) / (ratio + 1);
  const underNone = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
  const underEffect = Math.sqrt((treatedRate * (1 - treatedRate)) / ratio + holdoutRate * (1 - holdoutRate));
  const reach = twoSidedZ(confidence) * underNone + normalQuantile(power) * underEffect;
  const holdout = (reach / effect) ** 2;
  const exact = { treated: ratio * holdout, holdout };
  const rounded = { treated: Math.ceil(exact.treated), holdout: Math.ceil(exact.holdout) };
  return { ...rounded, total: rounded.treated + rounded.holdout, exact };
}
