import { requireBetween } from '../check/require-between.ts';
import { normalQuantile } from './normal-quantile.ts';

/** The z that a two-sided interval of this confidence uses: 0.95 gives 1.959964. */
export function twoSidedZ(confidence: number): number {
  requireBetween('confidence', confidence, { low: 0, high: 1 });
  return -normalQuantile((1 - confidence) / 2);
}
