import { addDuration } from '../../base/duration.ts';
import { localDate } from '../../base/local-date.ts';
import { midnight } from '../../base/midnight.ts';
import { isZone } from '../../base/zone.ts';
import type { EventCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import type { Bound } from '../dialect.ts';
import { bind, type Fragment, sql } from '../fragment.ts';
import { byZone } from '../local-time.ts';
import { away, momentOf } from '../moment-of.ts';
import type { EventWindow } from './event-rows.ts';

type Windowed = Pick<EventCondition, 'within' | 'since' | 'until' | 'calendar'>;

export function eventWindow(context: Context, { within, since, until, calendar }: Windowed): EventWindow {
  const { now } = context;
  if (calendar) return wholeDays(context, calendar);
  if (within !== undefined) return { bounds: between(away(now, within, -1), now) };
  const end = until === undefined ? now : momentOf(context, until);
  const last = end < now ? end : now;
  return { bounds: between(since === undefined ? undefined : momentOf(context, since), last) };
}

const between = (from: Date | undefined, until: Date): Bound[] => [
  ...(from ? [{ sign: '>=', instant: from } as const] : []),
  { sign: '<', instant: until },
];

/** Whole days, weeks or months before the present one, where the person is. */
function wholeDays(context: Context, calendar: Calendar): EventWindow {
  const of = (zone: string): [Date, Date] => edgesIn(context, calendar, zone);
  const all = [context.zone, ...context.zones.filter(isZone)].map(of);
  const edges = (i: 0 | 1): number[] => all.map((pair) => pair[i].getTime());
  const second = (date: Date): Fragment => bind(date.getTime() / 1000);
  return {
    bounds: between(new Date(Math.min(...edges(0))), new Date(Math.min(Math.max(...edges(1)), context.now.getTime()))),
    local: (instant) =>
      sql`${instant} >= ${byZone(context, (zone) => second(of(zone)[0]))} and ${instant} < ${byZone(context, (zone) => second(of(zone)[1]))}`,
  };
}

/** Whole days, weeks or months before the present one, in a zone. */
export const calendarDays = (context: Context, calendar: Calendar, zone: string): readonly Bound[] =>
  between(...edgesIn(context, calendar, zone));

function edgesIn({ now }: Context, calendar: Calendar, zone: string): [Date, Date] {
  const [from, until] = dates(localDate(now, zone), calendar);
  return [midnight(from, zone), midnight(until, zone)];
}

type Calendar = NonNullable<EventCondition['calendar']>;

/** The first date of the window, and the first after it. */
function dates(today: string, { last, unit }: Calendar): [string, string] {
  const day = new Date(`${today}T00:00:00Z`);
  const begin = new Date(day);
  if (unit === 'week') begin.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  if (unit === 'month') begin.setUTCDate(1);
  const from = addDuration(begin, { amount: last, unit: unit === 'day' ? 'd' : unit === 'week' ? 'w' : 'mo' }, -1);
  return [from.toISOString().slice(0, 10), begin.toISOString().slice(0, 10)];
}
