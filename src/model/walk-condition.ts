import type { Condition } from './condition.ts';
import type { Pointer } from './source.ts';

/** Every condition of a tree, with its pointer, parents first. */
export function* walkCondition(
  condition: Condition,
  pointer: Pointer,
): Generator<{ condition: Condition; pointer: Pointer }> {
  yield { condition, pointer };
  for (const key of ['all', 'any', 'none'] as const) {
    if (!(key in condition)) continue;
    const members = (condition as unknown as Record<string, Condition[]>)[key] ?? [];
    for (const [index, member] of members.entries()) yield* walkCondition(member, [...pointer, key, index]);
  }
  if ('not' in condition) yield* walkCondition(condition.not, [...pointer, 'not']);
}
