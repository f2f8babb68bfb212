import type { GoalResult, Interval } from './report.ts';

/**
 * What an interval that decides nothing leaves open beside no effect: the effect that the goal asks for, only as much harm, or neither,
 * since it excludes no effect by itself and not among several arms (`chance`).
 */
export function whatIsPossible(
  { low, high }: Interval,
  { baseline, target }: Pick<GoalResult, 'baseline' | 'target'>,
): 'goal' | 'harm' | 'chance' {
  const wanted = Math.abs(target - baseline);
  const [least, most] = [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY];
  if (least > 0 || most < 0) return 'chance';
  return (target >= baseline ? most >= wanted : least <= -wanted) ? 'goal' : 'harm';
}
