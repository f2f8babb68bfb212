import type { Condition } from '../model/condition.ts';
import type { People } from '../model/program.ts';
import { compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import { eventCounts } from './events/event-counts.ts';
import { type Fragment, questionsOf, raw } from './fragment.ts';

/** The groups of a query about everybody, and what is joined to the people (alias p) for them. */
export interface WholeSet {
  readonly groups: readonly Fragment[];
  readonly joins: Fragment;
}

/** The condition that people were compiled from, by this very program. */
export type ConditionOf = (people: People) => Condition | undefined;

/**
 * Groups in the forms in which everybody can be asked at once, the better one first. Person by person, an index answers; or events are
 * counted once, by person: without an index each person would read all events. Which is better depends on how many people are left
 * when events are looked at, and PostgreSQL knows. What the ledger answers is asked for a slice of the people only.
 */
export function wholeSets(
  context: Context,
  conditionOf: ConditionOf,
  groups: readonly People[],
): readonly [WholeSet, WholeSet?] {
  const asTheyAre = { groups, joins: raw('') };
  if (groups.some((group) => questionsOf(group).length > 0)) return [asTheyAre];
  const counts = eventCounts(context);
  const counting = { ...context, counts };
  const compiled = groups.map((group) => {
    const condition = conditionOf(group);
    return condition ? compileCondition(counting, condition) : group;
  });
  if (counts.size() === 0) return [asTheyAre];
  const countedOnce = { groups: compiled, joins: counts.joins() };
  if (counts.unindexed()) return [countedOnce];
  return context.dialect.name === 'postgres' ? [asTheyAre, countedOnce] : [asTheyAre];
}
