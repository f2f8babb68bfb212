import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';

/**
 * The tables that may hold an event: those made for it, and those that name their events in a column. Of events at one time, those
 * in a table of their own come first.
 */
export const eventSources = ({ mapping }: Pick<Context, 'mapping'>, event: string): readonly EventSource[] => {
  const sources = mapping.events ?? [];
  return [
    ...sources.filter((source) => 'event' in source && source.event === event),
    ...sources.filter((source) => 'name' in source),
  ];
};

/** The column that says whose event (alias e) it is. */
export const eventPersonOf = ({ table, person }: EventSource, alias = 'e') => ({ alias, table, column: person });
