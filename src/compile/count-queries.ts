import type { IdPage, People } from '../model/program.ts';
import type { Row } from '../model/query.ts';
import type { Context } from './context.ts';
import { type Fragment, join, name, no, ofSlice, raw, sql } from './fragment.ts';
import { exactPersonId, following, personId } from './id-column.ts';
import { tableName } from './table-name.ts';
import type { WholeSet } from './whole-set.ts';
import type { Written } from './written.ts';

export const peopleTable = (context: Context): Fragment => sql`${tableName(context, context.mapping.people.table)} p`;

/** People without an id cannot be addressed and are in no segment. */
export const real = ({ mapping }: Context): Fragment => sql`${name('p', mapping.people.id)} is not null${ofSlice}`;

export const flag = (people: People): Fragment => sql`case when ${people} then 1 else 0 end`;

const count = (row: Row, key: string): number => Number(row[key] ?? 0);

/** How many people are in each group, in one pass. */
export function countQuery(context: Context, { groups, joins }: WholeSet): Written<number[]> {
  const [only] = groups;
  const query =
    groups.length === 1 && only
      ? sql`select count(*) as c0 from ${peopleTable(context)}${joins} where ${real(context)} and ${only}`
      : sql`select ${join(
          groups.map((group, i) => sql`sum(${flag(group)}) as ${name(`c${i}`)}`),
          ', ',
        )} from ${peopleTable(context)}${joins} where ${real(context)}`;
  return { ...query, read: (row) => groups.map((_, i) => count(row, `c${i}`)) };
}

/** How many people are in none, and in more than one, of the groups. */
export function partitionQuery(
  context: Context,
  { groups, joins }: WholeSet,
): Written<{ missing: number; twice: number }> {
  const memberships = join(groups.map(flag), ' + ');
  return {
    ...sql`select sum(case when n = 0 then 1 else 0 end) as missing, sum(case when n > 1 then 1 else 0 end) as twice from (select ${memberships} as n from ${peopleTable(context)}${joins} where ${real(context)}) g`,
    read: (row) => ({ missing: count(row, 'missing'), twice: count(row, 'twice') }),
  };
}

export function compareQuery(
  context: Context,
  { groups: [before = no, after = no], joins }: WholeSet,
): Written<{ before: number; after: number; stay: number }> {
  const inner = sql`select ${flag(before)} as b, ${flag(after)} as a from ${peopleTable(context)}${joins} where ${real(context)}`;
  return {
    ...sql`select sum(b) as before_count, sum(a) as after_count, sum(b * a) as stay_count from (${inner}) g`,
    read: (row) => ({
      before: count(row, 'before_count'),
      after: count(row, 'after_count'),
      stay: count(row, 'stay_count'),
    }),
  };
}

/** Everybody of a page, and whether they are in the group. */
export const membershipQuery = (context: Context, people: People, { after, limit }: IdPage): Fragment =>
  sql`select ${personId(context)} as ${name('id')}, ${flag(people)} as ${name('member')} from ${peopleTable(context)} where ${following(context, after)}${ofSlice} order by ${personId(context)}, ${exactPersonId(context)} limit ${raw(String(limit))}`;

export const idsQuery = (context: Context, people: People): Fragment =>
  sql`select ${personId(context)} as ${name('id')} from ${peopleTable(context)} where ${real(context)} and ${people} order by ${personId(context)}, ${exactPersonId(context)}`;

/** Some people of a group with all their columns, in the order of their ids. */
export const sampleQuery = (context: Context, people: People, limit: number): Fragment =>
  sql`select ${raw('p.*')} from ${peopleTable(context)} where ${real(context)} and ${people} order by ${personId(context)} limit ${raw(String(Math.trunc(limit)))}`;

const most = 1000;

/** Ids of several rows, counted up to a limit. Ids that the database takes for equal are the same here only when they are, letter by letter. */
export function repeatedIdsQuery(context: Context): Written<{ readonly count: number; readonly most: number }> {
  const id = exactPersonId(context);
  return {
    ...sql`select count(*) as n from (select 1 as one from ${peopleTable(context)} where ${name('p', context.mapping.people.id)} is not null group by ${id} having count(*) > 1 limit ${raw(String(most))}) g`,
    read: ({ n }) => ({ count: Number(n), most }),
  };
}
