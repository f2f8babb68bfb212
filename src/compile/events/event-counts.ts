import type { EventSource } from '../../model/workspace.ts';
import type { Context, EventCounts } from '../context.ts';
import { type Fragment, join, raw, sql } from '../fragment.ts';
import { groupedIds } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import { eventPersonOf } from './event-sources.ts';

interface Table {
  readonly alias: string;
  readonly source: EventSource;
  /** By the text of the tests: two conditions that ask the same are counted once. */
  readonly columns: Map<string, { readonly name: string; readonly tests: Fragment }>;
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
    count: (source, tests) => {
      // A test in the person's own time zone: names are quoted, and nothing else is called p.
      if (tests.sql.includes('"p".')) return undefined;
      asked += 1;
      const table = tables.get(source) ?? { alias: `g${tables.size}`, source, columns: new Map() };
      tables.set(source, table);
      const key = JSON.stringify([tests.sql, tests.bindings.map((one) => (typeof one === 'bigint' ? `${one}n` : one))]);
      const column = table.columns.get(key) ?? { name: `c${table.columns.size}`, tests };
      table.columns.set(key, column);
      return raw(`${table.alias}.${column.name}`);
    },
    asked: () => asked,
    rows: () => {
      const sizes = [...tables.keys()].map(({ table }) => context.rows(table));
      return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
    },
    unindexed: () => [...tables.keys()].some(({ table, person }) => !context.indexed(table, person)),
    joins: () =>
      join(
        [...tables.values()].map((table) => joined(context, table)),
        '',
      ),
  };
}

function joined(context: Context, { alias, source, columns }: Table): Fragment {
  const { person, others } = groupedIds(context, eventPersonOf(source));
  const all = [...columns.values()];
  const [only] = all;
  const counts =
    only && all.length === 1
      ? [sql`count(*) as ${raw(only.name)}`]
      : all.map(({ name, tests }) => sql`count(case when ${tests} then 1 end) as ${raw(name)}`);
  const where = join(
    all.map(({ tests }) => sql`(${only === all.at(-1) ? tests : (tests.first ?? tests)})`),
    ' or ',
  );
  return sql` left join (select ${others} as person, ${join(counts, ', ')} from ${tableName(context, source.table)} e where ${where} group by ${others}) ${raw(alias)} on ${raw(alias)}.person = ${person}`;
}
