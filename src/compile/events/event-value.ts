import type { EventSource } from '../../model/workspace.ts';
import { columnValue } from '../column-value.ts';
import type { Context } from '../context.ts';
import type { Fragment } from '../fragment.ts';
import { timed } from '../timed.ts';
import type { Value } from '../value.ts';

export const eventColumn = (context: Context, { table }: EventSource, column: string, alias = 'e'): Value =>
  columnValue(context, { alias, table, column });

/** When an event was. */
export const eventTime = (context: Context, source: EventSource, alias = 'e'): Value =>
  timed(eventColumn(context, source, source.at, alias), source.unit);

/** The same, in seconds since 1970. */
export const eventInstant = (context: Context, source: EventSource, alias = 'e'): Fragment =>
  context.dialect.instant(eventTime(context, source, alias), context.zone);

/** A property of an event: a column of its own table, or a path into the JSON column. Undefined when the mapping has none. */
export function eventValue(context: Context, source: EventSource, property: string, alias = 'e'): Value | undefined {
  const path = property.split('.');
  if ('event' in source) {
    const [head = property, ...rest] = path;
    const exact = source.properties?.[property];
    const column = exact ?? source.properties?.[head];
    if (column === undefined) return undefined;
    const value = eventColumn(context, source, column, alias);
    return exact === undefined && rest.length > 0 ? context.dialect.at(value, rest) : value;
  }
  return source.properties === undefined
    ? undefined
    : context.dialect.at(eventColumn(context, source, source.properties, alias), path);
}
