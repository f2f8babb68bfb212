import type { Engagement, EngagementRequest, Outcome, Window } from '../../model/program.ts';
import type { Metric } from '../../model/workspace.ts';
import { columnValue } from '../column-value.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, join, name, raw, sql, yes } from '../fragment.ts';
import { ofPersonText } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import type { Written } from '../written.ts';
import type { EventWindow } from './event-rows.ts';
import { eventPersonOf, eventSources } from './event-sources.ts';
import { eventTests } from './event-tests.ts';
import { eventColumn, eventInstant, eventValue } from './event-value.ts';

/** What each of these people did of a metric inside a window of their own: one row for everybody who did anything. */
export function outcomesQuery(
  context: Context,
  metric: Metric,
  windows: readonly Window[],
): Written<Outcome> | undefined {
  const sources = eventSources(context, metric.event);
  if (sources.length === 0 || windows.length === 0) return undefined;
  const list = bind(JSON.stringify(windows.map(({ person, from, until }) => [person, from, until])));
  const asked = context.dialect.rows(list, [
    { name: 'person', kind: 'text' },
    { name: 'lo', kind: 'number' },
    { name: 'hi', kind: 'number' },
  ]);
  const from = new Date(Math.min(...windows.map((window) => window.from)) * 1000);
  const latest = new Date(Math.max(...windows.map((window) => window.until)) * 1000);
  const window = windowOf(from, latest < context.now ? latest : context.now);
  // Nobody stands beside the events here, so that places in time are those of the workspace.
  const everywhere = { ...context, zones: [] };
  const parts = sources.map((source) => {
    const instant = eventInstant(context, source);
    const mine = ofPersonText(context, eventPersonOf(source), raw('w.person'));
    const tie = sql`${mine} and ${instant} >= w.lo and ${instant} < w.hi`;
    const added = metric.sum === undefined ? undefined : eventValue(context, source, metric.sum);
    const value = added ? sql`coalesce(${context.dialect.number(added)}, 0)` : raw('0');
    const tests = eventTests(everywhere, { source, event: metric.event, where: metric.where ?? [], window, tie });
    // The list first: cross join keeps SQLite from reading every event.
    return sql`select w.person as person, ${instant} as at, ${value} as value from w cross join ${tableName(context, source.table)} e where ${tests}`;
  });
  return {
    ...sql`with w as ${context.dialect.once}(select person, lo, hi from ${asked} r)
      select person, count(*) as n, sum(value) as total, min(at) as ${name('first')} from (${join(parts, ' union all ')}) o group by person`,
    read: (row) => ({
      person: String(row.person),
      count: Number(row.n),
      sum: Number(row.total ?? 0),
      first: Math.round(Number(row.first) * 1000),
    }),
  };
}

const windowOf = (from: Date, until: Date): EventWindow => ({
  bounds: [
    { sign: '>=', instant: from },
    { sign: '<', instant: until },
  ],
});

/** The app's own events about our messages, in a half-open window. */
export function engagementQuery(
  context: Context,
  { event, property, from, until }: EngagementRequest,
): Written<Engagement> | undefined {
  const parts = eventSources(context, event).flatMap((source) => {
    const key = eventValue(context, source, property);
    if (!key) return [];
    const tests = eventTests(context, { source, event, where: [], window: windowOf(from, until), tie: yes });
    return [
      sql`select ${context.dialect.shown(key)} as ${name('key')}, ${eventInstant(context, source)} as at from ${tableName(context, source.table)} e where ${tests} and ${context.dialect.present(key)}`,
    ];
  });
  if (parts.length === 0) return undefined;
  return {
    ...join(parts, ' union all '),
    read: (row) => ({ key: String(row.key), at: Math.round(Number(row.at) * 1000) }),
  };
}

/** The names of events that the store has: of a table made for one event, that name, when it has a row. */
export const eventNameQueries = (context: Context): Written<string>[] =>
  (context.mapping.events ?? []).map((source) => ({
    ...('name' in source
      ? sql`select distinct ${name(source.name)} as name from ${tableName(context, source.table)} where ${name(source.name)} is not null`
      : sql`select ${bind(source.event)} as name from ${tableName(context, source.table)} limit 1`),
    read: (row) => String(row.name),
  }));

/** Whether anybody ever did an event: one query a table, each at its end with the first row. */
export const eventSeenQueries = (context: Context, event: string): Fragment[] =>
  eventSources(context, event).map((source) => {
    const from = sql`select 1 as seen from ${tableName(context, source.table)} e`;
    if (!('name' in source)) return sql`${from} limit 1`;
    const title = columnValue(context, { alias: 'e', table: source.table, column: source.name });
    return sql`${from} where ${context.dialect.isText(title, [event])} limit 1`;
  });

/** So many rows tell which properties an event has. */
const some = 1000;

/** The names of the properties that an event has in JSON, a row for each of some of its events. */
export const eventPropertyQueries = (context: Context, event: string): Written<readonly string[]>[] =>
  eventSources(context, event).flatMap((source) => {
    if (!('name' in source) || source.properties === undefined) return [];
    const { dialect } = context;
    const [title, json] = [eventColumn(context, source, source.name), eventColumn(context, source, source.properties)];
    return [
      {
        ...sql`select ${dialect.shown(json)} as ${name('props')} from ${tableName(context, source.table)} e where ${dialect.isText(title, [event])} limit ${{ sql: String(some), bindings: [] }}`,
        read: ({ props }) => keysOf(props),
      },
    ];
  });

/** Of what is no JSON object: none. */
function keysOf(props: unknown): string[] {
  try {
    const value: unknown = JSON.parse(String(props));
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
