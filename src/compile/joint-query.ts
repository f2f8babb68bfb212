import { Bug } from '../base/bug.ts';
import { type JointSet, mostGroups } from '../model/program.ts';
import type { Context } from './context.ts';
import { peopleTable, real } from './count-queries.ts';
import { type Fragment, join, name, raw, sql } from './fragment.ts';
import type { WholeSet } from './whole-set.ts';
import type { Written } from './written.ts';

/** Bits of one number: every database and JavaScript add them up exactly. */
const bits = 30;

/**
 * Everybody by the set of groups that they are in, in one pass: a row for each set that somebody is in. Over slices of the people a
 * set has several rows.
 */
export function jointQuery(context: Context, { groups, joins }: WholeSet): Written<JointSet> {
  if (groups.length > mostGroups) throw new Bug(`${groups.length} groups are more than a joint query takes`);
  const numbers = Array.from({ length: Math.max(1, Math.ceil(groups.length / bits)) }, (_, word): Fragment => {
    const some = groups
      .slice(word * bits, (word + 1) * bits)
      .map((group, i) => sql`case when ${group} then ${raw(String(2 ** i))} else 0 end`);
    return some.length === 0 ? raw('0') : join(some, ' + ');
  });
  const titles = numbers.map((_, word) => `w${word}`);
  const inner = join(
    numbers.map((number, word) => sql`${number} as ${name(titles[word] ?? '')}`),
    ', ',
  );
  return {
    ...context.dialect.tally(titles, sql`select ${inner} from ${peopleTable(context)}${joins} where ${real(context)}`),
    read: (row) => ({
      in: groups.flatMap((_, i) => ((Number(row[titles[Math.floor(i / bits)] ?? '']) >> (i % bits)) & 1 ? [i] : [])),
      count: Number(row.n),
    }),
  };
}
