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
 * Groups in the form in which everybody is asked at once. Person by person, an index answers conditions on events best on SQLite and
 * MySQL; PostgreSQL reads the events once and joins by hashing. What the ledger answers is asked for a slice of the people only.
 */
export function wholeSet(context: Context, conditionOf: ConditionOf, groups: readonly People[]): WholeSet {
  const asTheyAre = { groups, joins: raw('') };
  if (context.dialect.name !== 'postgres' || groups.some((group) => questionsOf(group).length > 0)) return asTheyAre;
  const counts = eventCounts(context);
  const counting = { ...context, counts };
  const compiled = groups.map((group) => {
    const condition = conditionOf(group);
    return condition ? compileCondition(counting, condition) : group;
  });
  return { groups: compiled, joins: counts.joins() };
}
