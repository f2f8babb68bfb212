import { isDeepStrictEqual } from 'node:util';
import type { EventSource } from '../../model/workspace.ts';
import type { Context, EventCounts } from '../context.ts';
import type { Bound } from '../dialect.ts';
import { type Fragment, join, raw, sql, yes } from '../fragment.ts';
import { groupedIds } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import type { EventRows } from './event-rows.ts';
import { eventPersonOf } from './event-sources.ts';
import { eventTests, nameTests, timeTests } from './event-tests.ts';

interface Column {
  readonly name: string;
  readonly rows: EventRows;
  readonly tests: Fragment;
}

interface Table {
  readonly alias: string;
  readonly source: EventSource;
  /** By the text of the tests: two conditions that ask the same are counted once. */
  readonly columns: Map<string, Column>;
}

interface Gathered extends EventCounts {
  /** How often a condition asked for a number. */
  asked(): number;
  /** About how many rows the tables have; undefined where nobody knows. */
  rows(): number | undefined;
  /** Whether a table that is asked has no index by person. */
  unindexed(): boolean;
  joins(): Fragment;
}

/** Gathers what several conditions ask of events: each table is read once, however many ask. */
export function eventCounts(context: Context): Gathered {
  const tables = new Map<EventSource, Table>();
  let asked = 0;
  return {
    count: (rows) => {
      const { source } = rows;
      const tests = eventTests(context, rows);
      // A test in the person's own time zone: names are quoted, and nothing else is called p.
      if (tests.sql.includes('"p".')) return undefined;
      asked += 1;
      const table = tables.get(source) ?? { alias: `g${tables.size}`, source, columns: new Map() };
      tables.set(source, table);
      const key = JSON.stringify([tests.sql, tests.bindings.map((one) => (typeof one === 'bigint' ? `${one}n` : one))]);
      const column = table.columns.get(key) ?? { name: `c${table.columns.size}`, rows, tests };
      table.columns.set(key, column);
      return raw(`${table.alias}.${column.name}`);
    },
    asked: () => asked,
    rows: () => {
      const sizes = [...tables.keys()].map(({ table }) => context.rows(table));
      return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
    },
    unindexed: () => [...tables.keys()].some(({ table, person }) => context.indexed(table, person) === false),
    joins: () =>
      join(
        [...tables.values()].map((table) => joined(context, table)),
        '',
      ),
  };
}

function joined(context: Context, { alias, source, columns }: Table): Fragment {
  const { person, others } = groupedIds(context, eventPersonOf(source));
  const { counts, where } = counted(context, source, [...columns.values()]);
  return sql` left join (select ${others} as person, ${counts} from ${tableName(context, source.table)} e where ${where} group by ${others}) ${raw(alias)} on ${raw(alias)}.person = ${person}`;
}

/** Of several columns, the time that none of them looks beyond and the names narrow the search; each tests the rest for itself. */
function counted(
  context: Context,
  source: EventSource,
  columns: readonly Column[],
): { counts: Fragment; where: Fragment } {
  const [only, ...others] = columns;
  if (only && others.length === 0) return { counts: sql`count(*) as ${raw(only.name)}`, where: only.tests };
  const windows = columns.map(({ rows }) => rows.window.bounds);
  const [bounds, names] = [outermost(windows), new Set(columns.map(({ rows }) => rows.event))];
  const counts = columns.map(({ name, rows }) => {
    const narrowed = rows.window.bounds.filter((bound) => bounds.some((one) => isDeepStrictEqual(one, bound)));
    const tests = eventTests(context, { ...rows, window: { ...rows.window, narrowed } });
    return sql`${context.dialect.countWhere(tests)} as ${raw(name)}`;
  });
  const where = [...timeTests(context, source, { bounds, rough: true }), ...nameTests(context, source, [...names])];
  return { counts: join(counts, ', '), where: where.length === 0 ? yes : join(where, ' and ') };
}

/** The first beginning and the last end, where every window has one. */
function outermost(windows: readonly (readonly Bound[])[]): Bound[] {
  const sides = [
    { sign: '>=', better: (a: Bound, b: Bound) => a.instant < b.instant },
    { sign: '<', better: (a: Bound, b: Bound) => a.instant > b.instant },
  ] as const;
  return sides.flatMap(({ sign, better }) => {
    const found = windows.flatMap((bounds) => bounds.filter((bound) => bound.sign === sign));
    return found.length < windows.length ? [] : [found.reduce((a, b) => (better(a, b) ? a : b))];
  });
}
