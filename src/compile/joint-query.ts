import { Bug } from '../base/bug.ts';
import { type JointSet, mostGroups } from '../model/program.ts';
import type { Context } from './context.ts';
import { flag, peopleTable, real } from './count-queries.ts';
import { type Fragment, join, raw, sql } from './fragment.ts';
import type { WholeSet } from './whole-set.ts';
import type { Written } from './written.ts';

/** Bits of one number: every database and JavaScript add them up exactly. */
const bits = 30;

/**
 * Everybody by the set of groups that they are in, in one pass: a row for each set that somebody is in. Over slices of the people a
 * set has several rows.
 */
export function jointQuery(context: Context, { groups, joins }: WholeSet): Written<JointSet> {
  if (groups.length > mostGroups) throw new Bug(`${groups.length} groups are more than a joint query has bits for`);
  const half = (from: number): Fragment => {
    const some = groups.slice(from, from + bits).map((group, i) => sql`${flag(group)} * ${raw(String(2 ** i))}`);
    return some.length === 0 ? raw('0') : join(some, ' + ');
  };
  return {
    ...sql`select g.low as low, g.high as high, count(*) as n from (select ${half(0)} as low, ${half(bits)} as high from ${peopleTable(context)}${joins} where ${real(context)}) g group by g.low, g.high`,
    read: ({ low, high, n }) => {
      const has = (half: unknown, bit: number): boolean => ((Number(half) >> bit) & 1) === 1;
      return {
        in: groups.flatMap((_, i) => ((i < bits ? has(low, i) : has(high, i - bits)) ? [i] : [])),
        count: Number(n),
      };
    },
  };
}
