import type { Diagnostic } from '../../base/diagnostic.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Rule } from '../rule.ts';

/** A metric that counts people is a share: 0.1 is 10%. With a larger number no plan could say whether the goal can be proven. */
export const goalShares: Rule = ({ config, campaigns }) =>
  [...campaigns.values()].flatMap(({ value, source: file }) => {
    const { metric, baseline, target } = value.goal;
    const definition = config.value.metrics?.[metric];
    if (!definition || definition.sum !== undefined) return [];
    return [
      ...(baseline >= 1 ? [noShare(baseline, { key: 'baseline', limit: 'less than 1', file })] : []),
      ...(target > 1 ? [noShare(target, { key: 'target', limit: 'at most 1', file })] : []),
    ];
  });

interface Goal {
  readonly key: string;
  readonly limit: string;
  readonly file: SourceFile;
}

function noShare(value: number, { key, limit, file }: Goal): Diagnostic {
  const share = Number((value / 100).toPrecision(12));
  return {
    code: 'CAMPAIGN.NO_SHARE',
    severity: 'error',
    summary: `\`${key}\` is ${value}, which is no share of people`,
    place: file.place(['goal', key]),
    why: `The metric counts people, so its goal is a share of them, ${limit}: 0.25 is 25%.`,
    next: [share < 1 ? `Write ${share} for ${value}%.` : 'Write a share.'],
    ...(share < 1 ? { suggestions: [String(share)] } : {}),
  };
}
