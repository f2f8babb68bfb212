import type { MetricSums } from '../model/ports.ts';
import type { SampleRatio } from '../model/report.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { sampleRatio } from '../stats/index.ts';

/** Whether the arms are as large as they were drawn. Null when there is only one. */
export function sampleRatioOf({ experiment }: CampaignFile, sums: readonly MetricSums[]): SampleRatio | null {
  const holdout = (experiment?.holdout ?? 0) / 100;
  const variants = experiment?.variants ?? [];
  const total = variants.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const weights = new Map<string, number>(
    variants.length === 0
      ? [['default', 1 - holdout]]
      : variants.map(({ name, weight }) => [name, ((1 - holdout) * (weight ?? 1)) / total]),
  );
  if (holdout > 0) weights.set('holdout', holdout);
  const names = [...weights.keys()].filter((name) => (weights.get(name) ?? 0) > 0);
  const observed = names.map((name) => sums.find(({ arm }) => arm === name)?.people ?? 0);
  if (names.length < 2 || observed.every((count) => count === 0)) return null;
  const test = sampleRatio(names.map((name, i) => ({ observed: observed[i] ?? 0, weight: weights.get(name) ?? 0 })));
  return {
    observed: Object.fromEntries(names.map((name, i) => [name, observed[i] ?? 0])),
    expected: Object.fromEntries(names.map((name, i) => [name, test.expected[i] ?? 0])),
    p_value: test.p,
    alarm: test.alarm,
  };
}
