import type { CountTest, EventCondition, PropertyTest } from '../model/condition.ts';
import type { EventSource } from '../model/workspace.ts';
import { columnValue } from './column-value.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, no, nothing, raw, sql, yes } from './fragment.ts';
import { ofPerson } from './id-column.ts';
import { tableName } from './table-name.ts';
import type { Value } from './value.ts';
import { away, momentOf, valueTest } from './value-test.ts';

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
  sql`from ${tableName(context, rows.source.table)} e where ${eventTests(context, rows)}`;

/** What the rows (alias e) of a source must satisfy. */
export function eventTests(context: Context, { source, event, where, from, until, tie }: Rows): Fragment {
  const { dialect, zone } = context;
  const at = eventColumn(context, source, source.at);
  const tests = [tie ?? ofPerson(context, eventPersonOf(source))];
  if ('name' in source) tests.push(dialect.isText(eventColumn(context, source, source.name), [event]));
  if (from) tests.push(dialect.compareInstant(at, '>=', { instant: from, zone }));
  tests.push(dialect.compareInstant(at, '<', { instant: until, zone }));
  for (const property of where)
    tests.push(propertyTest(context, eventValue(context, source, property.property), property));
  return join(tests, ' and ');
}

/** Whose event (alias e) it is. */
export const eventPersonOf = ({ table, person }: EventSource) => ({ alias: 'e', table, column: person });

/** When an event (alias e) was, in seconds since 1970. */
export const eventInstant = (context: Context, source: EventSource): Fragment =>
  context.dialect.instant(eventColumn(context, source, source.at), context.zone);

const eventColumn = (context: Context, { table }: EventSource, column: string): Value =>
  columnValue(context, { alias: 'e', table, column });

/** A property of an event (alias e): a column of its own table, or a path into the JSON column. Undefined when the mapping has none. */
export function eventValue(context: Context, source: EventSource, property: string): Value | undefined {
  const path = property.split('.');
  if ('event' in source) {
    const [head = property, ...rest] = path;
    const exact = source.properties?.[property];
    const column = exact ?? source.properties?.[head];
    if (column === undefined) return undefined;
    const value = eventColumn(context, source, column);
    return exact === undefined && rest.length > 0 ? context.dialect.at(value, rest) : value;
  }
  return source.properties === undefined
    ? undefined
    : context.dialect.at(eventColumn(context, source, source.properties), path);
}

/** A test on a property; one that the mapping does not have is missing. */
function propertyTest(context: Context, value: Value | undefined, test: PropertyTest): Fragment {
  return valueTest(context, value ?? { kind: 'any', sql: nothing }, test);
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
