import type { Engagement, EngagementRequest, Outcome, Reading, Window } from '../model/program.ts';
import type { Query } from '../model/query.ts';
import type { Metric } from '../model/workspace.ts';
import type { Context } from './context.ts';
import { eventPerson, eventSources, eventTests, eventValue } from './event-condition.ts';
import { bind, join, name, raw, sql } from './fragment.ts';

/** What each of these people did of a metric inside a window of their own: one row for everybody who did anything. */
export function outcomesQuery(
  context: Context,
  metric: Metric,
  windows: readonly Window[],
): Reading<Outcome> | undefined {
  const sources = eventSources(context, metric.event);
  if (sources.length === 0 || windows.length === 0) return undefined;
  const list = bind(JSON.stringify(windows.map(({ person, from, until }) => [person, from, until])));
  const from = new Date(Math.min(...windows.map((window) => window.from)) * 1000);
  const latest = new Date(Math.max(...windows.map((window) => window.until)) * 1000);
  const until = latest < context.now ? latest : context.now;
  const parts = sources.map((source) => {
    const instant = context.dialect.instant(name('e', source.at), context.zone);
    const tie = sql`${eventPerson(context, source)} = w.person and ${instant} >= w.lo and ${instant} < w.hi`;
    const value =
      metric.sum === undefined
        ? raw('0')
        : sql`case when ${context.dialect.isNumber(eventValue(context, source, metric.sum))} then ${eventValue(context, source, metric.sum)} else 0 end`;
    const tests = eventTests(context, { source, event: metric.event, where: metric.where ?? [], from, until, tie });
    return sql`select w.person as person, ${instant} as at, ${value} as value from w cross join ${name(source.table)} e where ${tests}`;
  });
  return {
    ...sql`with w as materialized (select value ->> 0 as person, value ->> 1 as lo, value ->> 2 as hi from json_each(${list}))
      select person, count(*) as n, sum(value) as total, min(at) as first from (${join(parts, ' union all ')}) o group by person`,
    read: (row) => ({
      person: String(row.person),
      count: Number(row.n),
      sum: Number(row.total ?? 0),
      first: Math.round(Number(row.first) * 1000),
    }),
  };
}

/** The app's own events about our messages, in a half-open window. */
export function engagementQuery(
  context: Context,
  { event, property, from, until }: EngagementRequest,
): Reading<Engagement> | undefined {
  const sources = eventSources(context, event);
  if (sources.length === 0) return undefined;
  const parts = sources.map((source) => {
    const tests = eventTests(context, { source, event, where: [], from, until, tie: raw('1') });
    const key = eventValue(context, source, property);
    return sql`select ${key} as key, ${context.dialect.instant(name('e', source.at), context.zone)} as at from ${name(source.table)} e where ${tests} and ${key} is not null`;
  });
  return {
    ...join(parts, ' union all '),
    read: (row) => ({ key: String(row.key), at: Math.round(Number(row.at) * 1000) }),
  };
}

/** The names of events that the store has: of a table made for one event, that name, when it has a row. */
export const eventNameQueries = ({ mapping }: Context): Reading<string>[] =>
  (mapping.events ?? []).map((source) => ({
    ...('name' in source
      ? sql`select distinct ${name(source.name)} as name from ${name(source.table)} where ${name(source.name)} is not null`
      : sql`select ${bind(source.event)} as name from ${name(source.table)} limit 1`),
    read: (row) => String(row.name),
  }));

/** Whether anybody ever did an event: one query a table, each at its end with the first row. */
export const eventSeenQueries = (context: Context, event: string): Query[] =>
  eventSources(context, event).map((source) =>
    'name' in source
      ? sql`select 1 as seen from ${name(source.table)} where ${name(source.name)} = ${bind(event)} limit 1`
      : sql`select 1 as seen from ${name(source.table)} limit 1`,
  );
