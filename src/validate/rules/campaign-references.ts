import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** Names inside campaigns that must exist in the workspace. */
export const campaignReferences: Rule = ({ config, campaigns, known }) => {
  const { lifecycle, metrics = {}, strategy, channels = {} } = config.value;
  const objectives = (strategy?.objectives ?? []).map(({ id }) => id);
  return [...campaigns.values()].flatMap(({ value, source: file }) => {
    const check = (
      pointer: readonly (string | number)[],
      noun: string,
      name: string | undefined,
      names: Iterable<string>,
    ) => {
      const all = [...names];
      return name === undefined || all.includes(name)
        ? []
        : [unknownReference({ file, pointer, noun, name, known: all })];
    };
    return [
      ...check(['stage'], 'stage', value.stage, lifecycle.stages),
      ...check(['objective'], 'objective', value.objective, objectives),
      ...check(['goal', 'metric'], 'metric', value.goal.metric, Object.keys(metrics)),
      ...check(['audience', 'segment'], 'segment', value.audience.segment, known.segment),
      ...(value.audience.exclude ?? []).flatMap((name, i) =>
        check(['audience', 'exclude', i], 'segment', name, known.segment),
      ),
      ...value.messages.flatMap(({ channel }, i) =>
        check(['messages', i, 'channel'], 'channel', channel, Object.keys(channels)),
      ),
    ];
  });
};
