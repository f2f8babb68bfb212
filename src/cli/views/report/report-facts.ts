import type { Comparison, FunnelCell, FunnelStep, Report } from '../../../model/report.ts';
import type { Unit } from './format-number.ts';

/** What the goal's numbers are. */
export const goalUnit = ({ goal }: Report): 'share' | 'money' => (goal.kind === 'mean' ? 'money' : 'share');

export const differenceUnit = ({ kind }: Comparison): Unit => (kind === 'rate' ? 'points' : 'money');
export const incrementalUnit = ({ kind }: Comparison): Unit => (kind === 'rate' ? 'count' : 'money');

/** The comparison that says whether the campaign moved its goal: all arms together, or the only one. */
export function mainComparison({ comparisons, goal }: Report): Comparison | undefined {
  const ofGoal = comparisons.filter(({ metric, against }) => metric === goal.metric && against === 'holdout');
  return ofGoal.find(({ arm }) => arm === 'all') ?? (ofGoal.length === 1 ? ofGoal[0] : undefined);
}

/** The comparisons by metric, the goal's first. */
export function comparisonsByMetric({ comparisons, goal }: Report): [metric: string, rows: Comparison[]][] {
  const groups = new Map<string, Comparison[]>([[goal.metric, []]]);
  for (const one of comparisons) groups.set(one.metric, [...(groups.get(one.metric) ?? []), one]);
  return [...groups].filter(([, rows]) => rows.length > 0);
}

/** The arms in the order of the funnel, the holdout last. */
export function armsOf({ funnel }: Report): string[] {
  const arms = [...new Set(funnel.map(({ arm }) => arm))];
  return [...arms.filter((arm) => arm !== 'holdout'), ...arms.filter((arm) => arm === 'holdout')];
}

const order: readonly FunnelStep[] = ['assigned', 'sent', 'delivered', 'shown', 'clicked', 'converted'];

/** Steps that anybody has, in the order in which they happen. */
export const stepsOf = ({ funnel }: Report): FunnelStep[] =>
  order.filter((step) => funnel.some((cell) => cell.step === step));

/** A cell of the funnel; nothing where a step does not apply: nobody sends to the holdout, unless by mistake. */
export function funnelCell({ funnel }: Report, arm: string, step: FunnelStep): FunnelCell | undefined {
  const cell = funnel.find((one) => one.arm === arm && one.step === step);
  const applies = arm !== 'holdout' || step === 'assigned' || step === 'converted' || (cell?.count ?? 0) > 0;
  return applies ? cell : undefined;
}

/** Reasons to skip, the commonest first. */
export const skippedOf = ({ skipped }: Report): [reason: string, people: number][] =>
  Object.entries(skipped).toSorted(([, a], [, b]) => b - a);
