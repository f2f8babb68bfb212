import type { Condition } from './condition.ts';

/** A condition in plain words, as a tree. */
export type ConditionWords =
  | {
      readonly kind: 'group';
      readonly words: string;
      readonly join: 'and' | 'or' | 'nor' | 'not';
      readonly members: readonly ConditionWords[];
    }
  | { readonly kind: 'single'; readonly words: string; readonly condition: Condition };
