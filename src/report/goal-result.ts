import type { MetricSums } from '../model/ports.ts';
import type { GoalResult, Interval } from '../model/report.ts';
import type { CampaignFile, Metric } from '../model/workspace.ts';
import { meanInterval, wilson } from '../stats/index.ts';
import { momentsOf, together, treatedArms } from './arm-sums.ts';
import { sayAmount } from './say-amount.ts';
import { toInterval } from './to-interval.ts';

interface GoalInput {
  readonly goal: CampaignFile['goal'];
  readonly metric: Metric;
  readonly sums: readonly MetricSums[];
  /** Share of the window that has passed for everybody. */
  readonly elapsed: number;
  readonly confidence: number;
  readonly currency: string | undefined;
}

/** Goal against actual, among everybody assigned to a message. Whether the campaign was the cause is another question. */
export function goalResult({ goal, metric, sums, elapsed, confidence, currency }: GoalInput): GoalResult {
  const { metric: name, within, why, baseline, target } = goal;
  const kind = metric.sum === undefined ? ('rate' as const) : ('mean' as const);
  const base = { metric: name, kind, within, why, baseline, target };
  const treated = together('all', treatedArms(sums));
  if (treated.people === 0) return { ...base, actual: null, verdict: 'no data', sentence: 'Nobody was assigned yet.' };
  const rate = kind === 'rate';
  const actual: Interval = rate
    ? toInterval(wilson(treated.converted, treated.people, confidence))
    : toInterval(meanInterval(momentsOf(treated), confidence));
  const show = (value: number): string =>
    rate ? `${(value * 100).toFixed(1)}%` : `${sayAmount(value, currency)} a person`;
  if (elapsed < 1) {
    return {
      ...base,
      actual,
      verdict: 'too early',
      sentence: `Too early: ${Math.floor(elapsed * 100)}% of the window of ${within} has passed; so far ${show(actual.value)} of a goal of ${show(target)}.`,
    };
  }
  const up = target >= baseline;
  const reached = up ? actual.value >= target : actual.value <= target;
  const sentence = reached
    ? `Goal reached: ${name} is ${show(actual.value)}, the goal was ${show(target)}.`
    : `Goal not reached: ${name} is ${show(actual.value)}, the goal was ${show(target)}.`;
  return { ...base, actual, verdict: reached ? 'reached' : 'not reached', sentence };
}
