import type { EventCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import type { Bound, Sign } from '../dialect.ts';
import { type Fragment, sql } from '../fragment.ts';
import { away, momentOf } from '../moment-of.ts';
import { type AskedEvent, someEvent } from './asked-event.ts';

export type TimeTest = NonNullable<EventCondition['first']>;

interface Asked {
  readonly which: 'first' | 'last';
  readonly test: TimeTest;
}

/**
 * Whether the first (last) of the person's events is in a range of time: one is there, and none before (after) it. Both are
 * questions that an index answers, and no instant has to be computed.
 */
export function firstOrLast(context: Context, asked: AskedEvent, { which, test }: Asked): Fragment {
  const bounds = timeBounds(context, test);
  const edge = bounds.find(({ sign }) => sign.startsWith(which === 'first' ? '>' : '<'));
  const inside = someEvent(context, within(asked, bounds));
  if (!edge) return inside;
  const beyond = someEvent(context, within(asked, [{ sign: opposite[edge.sign], instant: edge.instant }]));
  return sql`(${inside} and not ${beyond})`;
}

const opposite: Readonly<Record<Sign, Sign>> = { '>=': '<', '>': '<=', '<': '>=', '<=': '>', '=': '=' };

const within = (asked: AskedEvent, bounds: readonly Bound[]): AskedEvent => ({
  ...asked,
  window: { ...asked.window, bounds: [...asked.window.bounds, ...bounds] },
});

/** The range of time that a test names. */
export function timeBounds(context: Context, { within: length, older_than: older, before, after }: TimeTest): Bound[] {
  const { now } = context;
  if (length !== undefined)
    return [
      { sign: '>=', instant: away(now, length, -1) },
      { sign: '<', instant: now },
    ];
  if (older !== undefined) return [{ sign: '<', instant: away(now, older, -1) }];
  if (before !== undefined) return [{ sign: '<', instant: momentOf(context, before) }];
  return after === undefined ? [] : [{ sign: '>', instant: momentOf(context, after) }];
}
