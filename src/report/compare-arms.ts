import type { MetricSums } from '../model/ports.ts';
import type { Comparison, Interval, Verdict } from '../model/report.ts';
import type { CampaignFile, Metric } from '../model/workspace.ts';
import {
  differenceInterval,
  fieller,
  holm,
  incremental,
  relativeInterval,
  twoProportions,
  welch,
} from '../stats/index.ts';
import { momentsOf, together, treatedArms } from './arm-sums.ts';
import { peopleNeeded } from './people-needed.ts';
import { toInterval } from './to-interval.ts';
import { verdictSentence } from './verdict-sentence.ts';
import { type Withheld, withheldBecause } from './withheld.ts';

export interface CompareArms {
  readonly goal: CampaignFile['goal'];
  readonly metric: Metric;
  readonly sums: readonly MetricSums[];
  readonly withheld: Withheld;
  readonly confidence: number;
  readonly currency: string | undefined;
}

type Draft = Omit<Comparison, 'p_adjusted' | 'verdict' | 'withheld_because' | 'needed' | 'sentence'> & {
  readonly enough: boolean;
};

/** Every arm against those who received nothing, and all arms together when there are several. Empty without a holdout. */
export function compareArms({ goal, metric, sums, withheld, confidence, currency }: CompareArms): Comparison[] {
  const holdout = sums.find(({ arm }) => arm === 'holdout');
  const arms = treatedArms(sums).filter(({ people }) => people > 0);
  if (!holdout || holdout.people === 0 || arms.length === 0) return [];
  const draft = metric.sum === undefined ? compareRates : compareMeans;
  const drafts = arms.map((arm) => draft(goal.metric, arm, { holdout, confidence }));
  const adjusted = holm(drafts.map(({ p_value }) => p_value));
  const all = arms.length > 1 ? [draft(goal.metric, together('all', arms), { holdout, confidence })] : [];
  const finish = ({ enough, ...one }: Draft, p: number): Comparison => {
    const because = withheldBecause(withheld, enough);
    const verdict = because ? 'withheld' : verdictOf({ ...one, p_adjusted: p }, { goal, alpha: 1 - confidence });
    const small = verdict === 'inconclusive' || because === 'too_few';
    const arm = one.arm === 'all' ? together('all', arms) : arms.find((each) => each.arm === one.arm);
    const needed = small && arm ? peopleNeeded({ goal, arm, holdout, kind: one.kind, confidence }) : null;
    const judged = { ...one, p_adjusted: p, verdict, withheld_because: because, needed };
    return { ...judged, sentence: verdictSentence(judged, { goal, currency }) };
  };
  return [...all.map((one) => finish(one, one.p_value)), ...drafts.map((one, i) => finish(one, adjusted[i] ?? 1))];
}

interface Against {
  readonly holdout: MetricSums;
  readonly confidence: number;
}

function compareRates(metric: string, arm: MetricSums, { holdout, confidence }: Against): Draft {
  const treated = { x: arm.converted, n: arm.people };
  const none = { x: holdout.converted, n: holdout.people };
  const test = twoProportions(treated, none);
  const difference = differenceInterval(treated, none, confidence);
  return {
    metric,
    arm: arm.arm,
    against: 'holdout',
    kind: 'rate',
    x: treated.x,
    n: treated.n,
    x0: none.x,
    n0: none.n,
    difference: toInterval(difference),
    relative: toInterval(relativeInterval(treated, none, confidence)),
    p_value: test.p,
    incremental: toInterval(incremental(arm.people, difference)),
    enough: test.smallestExpected >= 5,
  };
}

function compareMeans(metric: string, arm: MetricSums, { holdout, confidence }: Against): Draft {
  const [treated, none] = [momentsOf(arm), momentsOf(holdout)];
  const testable = treated.n > 1 && none.n > 1 && treated.variance + none.variance > 0;
  const test = testable ? welch(treated, none, confidence) : undefined;
  const difference: Interval = toInterval(
    test?.difference ?? {
      value: treated.mean - none.mean,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    },
  );
  const relative =
    testable && none.mean !== 0
      ? fieller(treated, none, confidence)
      : { value: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return {
    metric,
    arm: arm.arm,
    against: 'holdout',
    kind: 'mean',
    x: arm.sum,
    n: arm.people,
    x0: holdout.sum,
    n0: holdout.people,
    difference,
    relative: toInterval(relative),
    p_value: test?.p ?? 1,
    incremental: test
      ? toInterval(incremental(arm.people, test.difference))
      : { value: 0, low: null, high: null, unbounded: true },
    enough: testable && arm.converted >= 5 && holdout.converted >= 5,
  };
}

interface Judge {
  readonly goal: CampaignFile['goal'];
  readonly alpha: number;
}

function verdictOf(
  { difference, p_adjusted }: Pick<Comparison, 'difference' | 'p_adjusted'>,
  { goal, alpha }: Judge,
): Verdict {
  const better = goal.target >= goal.baseline ? difference.value > 0 : difference.value < 0;
  if (p_adjusted < alpha) return better ? 'positive' : 'negative';
  const wanted = Math.abs(goal.target - goal.baseline);
  const { low, high } = difference;
  return low !== null && high !== null && low > -wanted && high < wanted ? 'no worthwhile effect' : 'inconclusive';
}
