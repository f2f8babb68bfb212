import type { CountTest, EventCondition, PropertyTest } from '../model/condition.ts';
import type { EventSource } from '../model/workspace.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, name, no, raw, sql, yes } from './fragment.ts';
import { idColumn, ofPerson } from './id-column.ts';
import { away, momentOf, seconds, valueTest } from './value-test.ts';

const day = 86_400_000;

/** How often a person (alias p) did something. Always true or false. */
export function eventCondition(context: Context, condition: EventCondition): Fragment {
  const sources = eventSources(context, condition.event);
  const window = windowOf(context, condition);
  const rows = sources.map((source) =>
    eventRows(context, { source, event: condition.event, where: condition.where ?? [], ...window }),
  );
  if (rows.length === 0) return condition.never || acceptsNone(condition.count) ? yes : no;
  const exists = sql`(${join(
    rows.map((from) => sql`exists (select 1 ${from})`),
    ' or ',
  )})`;
  if (condition.never) return sql`not ${exists}`;
  if (!condition.count || isAtLeastOne(condition.count)) return exists;
  const total = sql`(${join(
    rows.map((from) => sql`(select count(*) ${from})`),
    ' + ',
  )})`;
  return sql`(${join(
    countTests(condition.count).map(([sign, limit]) => sql`${total} ${raw(sign)} ${bind(limit)}`),
    ' and ',
  )})`;
}

/** The tables that may hold an event: those made for it, and those that name their events in a column. */
export const eventSources = ({ mapping }: Pick<Context, 'mapping'>, event: string): readonly EventSource[] =>
  (mapping.events ?? []).filter((source) => 'name' in source || source.event === event);

interface Rows {
  readonly source: EventSource;
  readonly event: string;
  readonly where: readonly PropertyTest[];
  readonly from?: Date;
  readonly until: Date;
  /** What ties the event (alias e) to a person; default: to p. */
  readonly tie?: Fragment;
}

/** `from <table> e where ..` of one source: the person's events in a half-open window that pass every test. */
const eventRows = (context: Context, rows: Rows): Fragment =>
  sql`from ${name(rows.source.table)} e where ${eventTests(context, rows)}`;

/** What the rows (alias e) of a source must satisfy. */
export function eventTests(context: Context, { source, event, where, from, until, tie }: Rows): Fragment {
  const at = name('e', source.at);
  const instant = context.dialect.instant(at, context.zone);
  const tests = [tie ?? ofPerson(context, eventPersonOf(source))];
  if ('name' in source) tests.push(sql`${name('e', source.name)} = ${bind(event)}`);
  // The date prefix lets an index narrow the search, whatever the offset; the exact test follows.
  if (from) tests.push(sql`${at} >= ${bind(dateText(from.getTime() - day))}`, sql`${instant} >= ${seconds(from)}`);
  tests.push(sql`${at} < ${bind(dateText(until.getTime() + 2 * day))}`, sql`${instant} < ${seconds(until)}`);
  for (const property of where)
    tests.push(valueTest(context, eventValue(context, source, property.property), property));
  return join(tests, ' and ');
}

/** Whose event (alias e) it is. */
export const eventPerson = (context: Context, source: EventSource): Fragment =>
  idColumn(context, eventPersonOf(source));

const eventPersonOf = ({ table, person }: EventSource) => ({ alias: 'e', table, column: person });

const dateText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A property of an event (alias e): a column of its own table, or a path into the JSON column. */
export function eventValue({ dialect }: Context, source: EventSource, property: string): Fragment {
  const path = property.split('.');
  if ('event' in source) {
    const [head = property, ...rest] = path;
    const column = source.properties?.[property] ?? source.properties?.[head];
    if (column === undefined) return raw('null');
    return source.properties?.[property] === undefined && rest.length > 0
      ? dialect.jsonPath(name('e', column), rest)
      : name('e', column);
  }
  return source.properties === undefined ? raw('null') : dialect.jsonPath(name('e', source.properties), path);
}

function windowOf(context: Context, { within, since, until }: EventCondition): { from?: Date; until: Date } {
  const { now } = context;
  if (within !== undefined) return { from: away(now, within, -1), until: now };
  const end = until === undefined ? now : momentOf(context, until);
  // Events at or after now are invisible.
  const until_ = end < now ? end : now;
  return since === undefined ? { until: until_ } : { from: momentOf(context, since), until: until_ };
}

const signs = { is: '=', at_least: '>=', more_than: '>', at_most: '<=', less_than: '<' } as const;

const countTests = (count: CountTest): [string, number][] =>
  Object.entries(signs).flatMap(([operator, sign]): [string, number][] => {
    const limit = count[operator as keyof typeof signs];
    return limit === undefined ? [] : [[sign, limit]];
  });

const isAtLeastOne = (count: CountTest): boolean =>
  Object.keys(count).length === 1 && (count.at_least === 1 || count.more_than === 0);

/** Whether a count of zero passes. */
const acceptsNone = (count: CountTest | undefined): boolean =>
  count !== undefined &&
  (count.is ?? 0) === 0 &&
  (count.at_least ?? 0) === 0 &&
  count.more_than === undefined &&
  (count.less_than ?? 1) > 0;
