import { policyRules } from '../../model/policy.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** A policy that does not exist would be trusted and never checked; nor would an exception from one. */
export const knownPolicies: Rule = ({ config, campaigns }) => {
  const { policies = {}, strategy } = config.value;
  const built = Object.keys(policyRules);
  const own = (['must', 'must_not'] as const).flatMap((kind) =>
    (strategy?.[kind] ?? []).map(({ id }) => `${kind}.${id}`),
  );
  return [
    ...Object.keys(policies).flatMap((name) =>
      unknownPolicy(name, { file: config.source, pointer: ['policies', name], part: 'key', known: built }),
    ),
    ...[...campaigns.values()].flatMap(({ value, source: file }) =>
      (value.exceptions ?? []).flatMap(({ rule }, i) =>
        unknownPolicy(rule, { file, pointer: ['exceptions', i, 'rule'], part: 'value', known: [...built, ...own] }),
      ),
    ),
  ];
};

interface Named {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly part: 'key' | 'value';
  readonly known: readonly string[];
}

function unknownPolicy(name: string, { file, pointer, part, known }: Named) {
  if (known.includes(name)) return [];
  return [
    {
      ...unknownReference({ file, pointer, noun: 'policy', name, known }),
      place: file.place(pointer, part),
      next: ['Use one of the policies that crm knows, or remove it.'],
    },
  ];
}
