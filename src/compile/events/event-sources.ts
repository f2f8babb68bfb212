import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';

/** The tables that may hold an event, in the order of `sourceRank`: those made for it, and those that name their events in a column. */
export const eventSources = (context: Pick<Context, 'mapping'>, event: string): readonly EventSource[] =>
  (context.mapping.events ?? [])
    .filter((source) => 'name' in source || source.event === event)
    .sort((a, b) => sourceRank(context, a) - sourceRank(context, b));

/** Of events at one time those in a table of their own come first, and else those whose table the mapping names first. */
export const sourceRank = ({ mapping }: Pick<Context, 'mapping'>, source: EventSource): number => {
  const sources = mapping.events ?? [];
  return sources.indexOf(source) + ('name' in source ? sources.length : 0);
};

/** The column that says whose event (alias e) it is. */
export const eventPersonOf = ({ table, person }: EventSource, alias = 'e') => ({ alias, table, column: person });
