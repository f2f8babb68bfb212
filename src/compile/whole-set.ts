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
 * when events are looked at, which PostgreSQL knows; of the others, it is judged by the sizes of the tables. What the ledger answers is asked for a slice of the people only.
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
  if (counts.asked() === 0) return [asTheyAre];
  const countedOnce = { groups: compiled, joins: counts.joins() };
  if (counts.unindexed()) return [countedOnce];
  if (context.dialect.name === 'postgres') return [asTheyAre, countedOnce];
  const [people, events] = [context.rows(context.mapping.people.table), counts.rows()];
  const lookups = counts.asked() * (people ?? 0);
  return counts.asked() >= many && events !== undefined && events < lookups * perLookup ? [countedOnce] : [asTheyAre];
}

/** Of fewer conditions, the first ones may leave few people to look events up for. */
const many = 4;

/** So many events are counted in the time that it takes to look some of one person's up in an index (bench/joint-distribution.js: 1.7 on SQLite, 2.4 on MariaDB). */
const perLookup = 1.5;
