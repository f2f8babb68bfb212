import type { GroupReach } from '../model/program.ts';
import type { Medium } from '../model/workspace.ts';
import { reachableCondition } from './conditions/reachable-condition.ts';
import type { Context } from './context.ts';
import { flag, peopleTable, real } from './count-queries.ts';
import { join, name, sql } from './fragment.ts';
import type { WholeSet } from './whole-set.ts';
import type { Written } from './written.ts';

/** How many people are in each group, and how many of them each medium can reach; whether it can is asked only of people in a group. */
export function reachQuery(
  context: Context,
  { groups, joins }: WholeSet,
  media: readonly Medium[],
): Written<readonly GroupReach[]> {
  const flags = [
    ...groups.map((group, i) => sql`${flag(group)} as ${name(`g${i}`)}`),
    ...media.map((medium, i) => sql`${flag(reachableCondition(context, { reachable: medium }))} as ${name(`m${i}`)}`),
  ];
  const inner = sql`select ${join(flags, ', ')} from ${peopleTable(context)}${joins} where ${real(context)} and (${join(groups, ' or ')})`;
  const sums = groups.flatMap((_, i) => [
    sql`sum(${name(`g${i}`)}) as ${name(`c${i}`)}`,
    ...media.map((_, j) => sql`sum(${name(`g${i}`)} * ${name(`m${j}`)}) as ${name(`c${i}_${j}`)}`),
  ]);
  return {
    ...sql`with crm_found as ${context.dialect.once}(${inner}) select ${join(sums, ', ')} from crm_found`,
    read: (row) =>
      groups.map((_, i) => ({
        count: Number(row[`c${i}`] ?? 0),
        reachable: Object.fromEntries(media.map((medium, j) => [medium, Number(row[`c${i}_${j}`] ?? 0)])),
      })),
  };
}
