import type { EventCondition } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, no, sql, yes } from '../fragment.ts';
import type { EventWindow } from './event-rows.ts';
import { eventRows } from './event-tests.ts';

/** What is asked of an event, and where it may be found. */
export interface AskedEvent {
  readonly condition: Pick<EventCondition, 'event' | 'where'>;
  readonly sources: readonly EventSource[];
  readonly window: EventWindow;
}

/** `from .. where ..`: the person's events of one source. */
export const rowsOf = (context: Context, { condition, window }: AskedEvent, source: EventSource): Fragment =>
  eventRows(context, { source, event: condition.event, where: condition.where ?? [], window });

/** How many of the person's events there are, each table for itself, where that is counted for everybody at once. */
export function countedAtOnce(context: Context, { condition, sources, window }: AskedEvent): Fragment[] | undefined {
  const { counts } = context;
  if (!counts || sources.length === 0) return undefined;
  const found = sources.flatMap(
    (source) => counts.count({ source, event: condition.event, where: condition.where ?? [], window, tie: yes }) ?? [],
  );
  return found.length === sources.length ? found : undefined;
}

/** Whether there is one; never NULL. */
export function someEvent(context: Context, asked: AskedEvent): Fragment {
  if (asked.sources.length === 0) return no;
  const counted = countedAtOnce(context, asked)?.map((count) => sql`coalesce(${count}, 0) > 0`);
  const found = asked.sources.map((source) => sql`exists (select 1 ${rowsOf(context, asked, source)})`);
  return sql`(${join(counted ?? found, ' or ')})`;
}
