import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, nothing, sql } from '../fragment.ts';
import { ofPerson } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import type { Value } from '../value.ts';
import { valueTest } from '../value-test.ts';
import type { EventRows, EventWindow } from './event-rows.ts';
import { eventPersonOf } from './event-sources.ts';
import { eventColumn, eventInstant, eventTime, eventValue } from './event-value.ts';

/** `from <table> e where ..`: the person's events in a window that pass every test. */
export const eventRows = (context: Context, rows: EventRows): Fragment =>
  sql`from ${tableName(context, rows.source.table)} ${alias(rows)} where ${eventTests(context, rows)}`;

const alias = ({ alias: title = 'e' }: EventRows): Fragment => ({ sql: title, bindings: [] });

/** What the rows of a source must satisfy. */
export function eventTests(context: Context, rows: EventRows): Fragment {
  const { source, event, where, window, alias: title = 'e', tie } = rows;
  const tests = [
    tie ?? ofPerson(context, eventPersonOf(source, title)),
    ...nameTests(context, source, [event], title),
    ...timeTests(context, source, window, title),
  ];
  if (window.local) tests.push(window.local(eventInstant(context, source, title)));
  for (const test of where) {
    // A property that the mapping does not have is missing.
    const value = eventValue(context, source, test.property, title) ?? { kind: 'bytes', sql: nothing };
    tests.push(valueTest(context, value, test));
  }
  return join(tests, ' and ');
}

/** Nothing of a table that holds one event only. */
export function nameTests(context: Context, source: EventSource, events: readonly string[], alias = 'e'): Fragment[] {
  const named = nameOf(context, source, alias);
  return named ? [context.dialect.isText(named, events)] : [];
}

export function timeTests(context: Context, source: EventSource, window: EventWindow, alias = 'e'): Fragment[] {
  const { dialect, zone } = context;
  const at = eventTime(context, source, alias);
  const named = nameInRow(context, source, alias);
  const { bounds, rough, narrowed = [] } = window;
  const range = { bounds, zone, narrowed, ...(named ? { beside: named.sql } : {}) };
  const around = dialect.around(at, range);
  if (around) return [rough ? around : dialect.during(at, range)];
  const open = bounds.filter((bound) => !narrowed.includes(bound));
  return open.length === 0 ? [] : [dialect.during(at, { ...range, bounds: open })];
}

/** The name where an index that holds the time does not hold it: who looks at it first reads the time of fewer rows. */
function nameInRow(context: Context, source: EventSource, alias: string): Value | undefined {
  if (!('name' in source)) return undefined;
  const { table, person, name, at } = source;
  return context.indexed(table, person, name, at) ? undefined : nameOf(context, source, alias);
}

const nameOf = (context: Context, source: EventSource, alias: string): Value | undefined =>
  'name' in source ? eventColumn(context, source, source.name, alias) : undefined;
