import { foldText } from '../../base/fold-text.ts';
import { portablePattern } from '../../base/portable-pattern.ts';
import type { ValueTest } from '../../model/condition.ts';
import { complement } from '../complement.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment } from '../fragment.ts';
import type { Value } from '../value.ts';

/** Tests on text; undefined when the test is none of them. */
export function textTest({ dialect }: Context, value: Value, test: ValueTest): Fragment | undefined {
  const fold = test.ignore_case === true;
  const text = (): Fragment => (fold ? dialect.fold(dialect.text(value)) : dialect.text(value));
  const part = (operand: string): Fragment => bind(fold ? foldText(operand) : operand);
  const matches = (pattern: string): Fragment =>
    dialect.matches(text(), portablePattern(pattern, { end: dialect.patternEnd }, fold));
  if (test.contains !== undefined) return dialect.contains(text(), part(test.contains));
  if (test.not_contains !== undefined) return complement(dialect.contains(text(), part(test.not_contains)));
  if (test.starts_with !== undefined) return dialect.startsWith(text(), part(test.starts_with));
  if (test.ends_with !== undefined) return dialect.endsWith(text(), part(test.ends_with));
  if (test.matches !== undefined) return matches(test.matches);
  return test.not_matches === undefined ? undefined : complement(matches(test.not_matches));
}
