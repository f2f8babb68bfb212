import type { MetricSums } from '../model/ports.ts';
import type { PeopleNeeded } from '../model/report.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { normalQuantile, sampleSize } from '../stats/index.ts';
import { momentsOf } from './arm-sums.ts';

interface Question {
  readonly goal: CampaignFile['goal'];
  readonly arm: MetricSums;
  readonly holdout: MetricSums;
  readonly kind: 'rate' | 'mean';
  readonly confidence: number;
}

/** As in a plan. */
const power = 0.8;
/** Fewer are too few for any test. */
const fewestEvents = 5;

/**
 * How many people it takes to see the effect that the goal asks for, split as they were. Null when nobody can say, or when there were as
 * many already.
 */
export function peopleNeeded(question: Question): PeopleNeeded | null {
  const { goal, arm, holdout, kind } = question;
  if (goal.target === goal.baseline || arm.people === 0 || holdout.people === 0) return null;
  const ratio = arm.people / holdout.people;
  const least = kind === 'rate' ? forRates(question, ratio) : forMeans(question, ratio);
  if (least === null || least <= holdout.people) return null;
  return { n: roundUp(least * ratio), n0: roundUp(least) };
}

/** Held-out people. What they really do is better known now than when the goal was written. */
function forRates({ goal, arm, holdout, confidence }: Question, ratio: number): number | null {
  const wanted = goal.target - goal.baseline;
  const observed = holdout.converted / holdout.people;
  const possible = observed > 0 && observed + wanted > 0 && observed + wanted < 1;
  const holdoutRate = possible ? observed : goal.baseline;
  const treatedRate = holdoutRate + wanted;
  if (Math.min(holdoutRate, treatedRate) < 0 || Math.max(holdoutRate, treatedRate) > 1) return null;
  const { exact } = sampleSize({ treatedRate, holdoutRate, ratio, power, confidence });
  const together = (arm.converted + holdout.converted) / (arm.people + holdout.people);
  const rate = together > 0 && together < 1 ? together : (holdoutRate + treatedRate) / 2;
  const events = fewestEvents / Math.min(rate, 1 - rate);
  return Math.max(exact.holdout, events, events / ratio);
}

function forMeans({ goal, arm, holdout, confidence }: Question, ratio: number): number | null {
  const [treated, none] = [momentsOf(arm), momentsOf(holdout)];
  const spread = treated.variance / ratio + none.variance;
  if (spread === 0 || arm.converted === 0 || holdout.converted === 0) return null;
  const reach = normalQuantile(1 - (1 - confidence) / 2) + normalQuantile(power);
  const events = [arm, holdout].map(({ converted }) => (fewestEvents / converted) * holdout.people);
  return Math.max((reach ** 2 * spread) / (goal.target - goal.baseline) ** 2, ...events);
}

/** Two digits: more would look more certain than it is. */
function roundUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}
