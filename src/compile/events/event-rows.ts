import type { PropertyTest } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, nothing, sql } from '../fragment.ts';
import { ofPerson } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import { valueTest } from '../value-test.ts';
import { eventPersonOf } from './event-sources.ts';
import { eventColumn, eventInstant, eventTime, eventValue } from './event-value.ts';
import type { EventWindow } from './event-window.ts';

export interface EventRows {
  readonly source: EventSource;
  readonly event: string;
  readonly where: readonly PropertyTest[];
  readonly window: EventWindow;
  readonly alias?: string;
  /** What ties the event to a person; default: to p. */
  readonly tie?: Fragment;
}

/** `from <table> e where ..`: the person's events in a window that pass every test. */
export const eventRows = (context: Context, rows: EventRows): Fragment =>
  sql`from ${tableName(context, rows.source.table)} ${alias(rows)} where ${eventTests(context, rows)}`;

const alias = ({ alias: title = 'e' }: EventRows): Fragment => ({ sql: title, bindings: [] });

/** What the rows of a source must satisfy. */
export function eventTests(context: Context, rows: EventRows): Fragment {
  const { source, event, where, window, alias: title = 'e', tie } = rows;
  const { dialect, zone } = context;
  const at = eventTime(context, source, title);
  const tests = [tie ?? ofPerson(context, eventPersonOf(source, title))];
  const named = 'name' in source ? eventColumn(context, source, source.name, title) : undefined;
  if (named) tests.push(dialect.isText(named, [event]));
  const range = { bounds: window.bounds, zone, ...(named ? { beside: named.sql } : {}) };
  const rough = window.rough ? dialect.around(at, range) : undefined;
  if (range.bounds.length > 0) tests.push(rough ?? dialect.during(at, range));
  if (window.local) tests.push(window.local(eventInstant(context, source, title)));
  for (const test of where) {
    // A property that the mapping does not have is missing.
    const value = eventValue(context, source, test.property, title) ?? { kind: 'bytes', sql: nothing };
    tests.push(valueTest(context, value, test));
  }
  return join(tests, ' and ');
}
