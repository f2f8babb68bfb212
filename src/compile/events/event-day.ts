import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, sql } from '../fragment.ts';
import { localOf } from '../local-time.ts';
import type { AskedEvent } from './asked-event.ts';
import { eventInstant } from './event-value.ts';

/** The number of the day that an event (alias e) was on where the person (alias p) is. */
export function eventDay(context: Context, { window }: Pick<AskedEvent, 'window'>, source: EventSource): Fragment {
  const edge = (sign: string): number | undefined => {
    const found = window.bounds.find((bound) => bound.sign.startsWith(sign))?.instant;
    return found && found.getTime() / 1000;
  };
  // A window asks for the clock changes in it, not for those of all years.
  const [from, until] = [edge('>'), edge('<')];
  const span = from === undefined || until === undefined || until <= from ? undefined : { from, until };
  return sql`floor(${localOf(context, eventInstant(context, source), span)} / 86400)`;
}
