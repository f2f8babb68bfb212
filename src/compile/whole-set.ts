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

/** PostgreSQL joins by hashing: with so many conditions on events, reading them once is better than an index for each. */
const many = 4;

/**
 * Groups in the form in which everybody is asked at once: events are counted once, by person. Person by person, an index answers a few
 * conditions best; without an index, each person would read all events. What the ledger answers is asked for a slice of the people only.
 */
export function wholeSet(context: Context, conditionOf: ConditionOf, groups: readonly People[]): WholeSet {
  const asTheyAre = { groups, joins: raw('') };
  if (groups.some((group) => questionsOf(group).length > 0)) return asTheyAre;
  const counts = eventCounts(context);
  const counting = { ...context, counts };
  const compiled = groups.map((group) => {
    const condition = conditionOf(group);
    return condition ? compileCondition(counting, condition) : group;
  });
  const better = counts.unindexed() || (context.dialect.name === 'postgres' && counts.size() >= many);
  return better ? { groups: compiled, joins: counts.joins() } : asTheyAre;
}
