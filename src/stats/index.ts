/**
 * The arithmetic of experiments. Unlike every other step this room has no one function of its own: it is a library of
 * functions, so this index is the single one in the project that only re-exports.
 */
export { benjaminiHochberg } from './benjamini-hochberg.ts';
export { differenceInterval } from './difference-interval.ts';
export { fieller } from './fieller.ts';
export { holm } from './holm.ts';
export { incremental } from './incremental.ts';
export type { Interval } from './interval.ts';
export { meanInterval } from './mean-interval.ts';
export type { Moments } from './moments.ts';
export { type PowerPlan, power } from './power.ts';
export type { Proportion } from './proportion.ts';
export { relativeInterval } from './relative-interval.ts';
export { type ArmSize, type SampleRatio, sampleRatio } from './sample-ratio.ts';
export { type SampleSize, type SampleSizeQuestion, sampleSize } from './sample-size.ts';
export {
  type DetectableEffect,
  type DetectableQuestion,
  smallestDetectableEffect,
} from './smallest-detectable-effect.ts';
export { betaCdf } from './special/beta-cdf.ts';
export { chiSquareUpperTail } from './special/chi-square-upper-tail.ts';
export { type BetaPoint, incompleteBeta } from './special/incomplete-beta.ts';
export { incompleteGamma } from './special/incomplete-gamma.ts';
export { logGamma } from './special/log-gamma.ts';
export { normalCdf, normalUpperTail } from './special/normal.ts';
export { normalQuantile } from './special/normal-quantile.ts';
export { studentQuantile, studentTwoSided } from './special/student-t.ts';
export type { Tails } from './special/tails.ts';
export { type TwoProportions, twoProportions } from './two-proportions.ts';
export { type Welch, welch } from './welch.ts';
export { wilson } from './wilson.ts';
