import type { EventCondition } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, no, sql } from '../fragment.ts';
import { eventRows } from './event-rows.ts';
import type { EventWindow } from './event-window.ts';

/** What is asked of an event, and where it may be found. */
export interface AskedEvent {
  readonly condition: Pick<EventCondition, 'event' | 'where'>;
  readonly sources: readonly EventSource[];
  readonly window: EventWindow;
}

/** `from .. where ..`: the person's events of one source. */
export const rowsOf = (context: Context, { condition, window }: AskedEvent, source: EventSource): Fragment =>
  eventRows(context, { source, event: condition.event, where: condition.where ?? [], window });

/** Whether there is one. */
export const someEvent = (context: Context, asked: AskedEvent): Fragment =>
  asked.sources.length === 0
    ? no
    : sql`(${join(
        asked.sources.map((source) => sql`exists (select 1 ${rowsOf(context, asked, source)})`),
        ' or ',
      )})`;
