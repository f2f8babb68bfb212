import { Temporal } from 'temporal-polyfill';
import { isZone } from '../../base/zone.ts';
import type { LocalTimeCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { type Fragment, no, sql, yes } from '../fragment.ts';
import { byZone } from '../local-time.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What time it is now where the person is: known beforehand for every zone. */
export const localTimeCondition = (context: Context, { local_time: asked }: LocalTimeCondition): Fragment =>
  sql`(${byZone(context, (zone) => (holds(asked, context.now, zone) ? yes : no))})`;

function holds({ between, days: on }: LocalTimeCondition['local_time'], now: Date, zone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(isZone(zone) ? zone : 'UTC');
  if (on && !on.some((day) => days.indexOf(day) === local.dayOfWeek - 1)) return false;
  const [from = '', to = ''] = between ?? [];
  if (!between) return true;
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
