import { addDuration, parseDuration } from '../../base/duration.ts';
import { localDate } from '../../base/local-date.ts';
import type { ValueTest } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, join, no, sql } from '../fragment.ts';
import { byZone, localTime } from '../local-time.ts';
import type { Value } from '../value.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Tests of the calendar and the clock where the person is; undefined when the test is none of them. */
export function calendarTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  const part = (which: 'hour' | 'weekday' | 'month', among: readonly number[]): Fragment =>
    sql`${context.dialect.part(localTime(context, value), which)} in (${list(among)})`;
  if (test.in_hour) return part('hour', test.in_hour);
  if (test.in_month) return part('month', test.in_month);
  if (test.on_day_of_week)
    return part(
      'weekday',
      test.on_day_of_week.map((day) => days.indexOf(day)),
    );
  if (test.anniversary_within === undefined) return undefined;
  const { anniversary_within: length } = test;
  const day = context.dialect.part(localTime(context, value), 'day_of_year');
  return byZone(context, (zone) => {
    const coming = daysOfYear(localDate(context.now, zone), length);
    return coming.length === 0 ? no : sql`${day} in (${list(coming)})`;
  });
}

const list = (values: readonly (string | number)[]): Fragment => join(values.map(bind), ', ');

const oneDay = 86_400_000;

/** The days (MM-DD) whose anniversaries fall on a date (YYYY-MM-DD) or after it, before the duration has passed. */
function daysOfYear(today: string, length: string): string[] {
  const duration = parseDuration(length);
  if (!duration) return [];
  const first = new Date(`${today}T00:00:00Z`);
  const end = addDuration(first, duration);
  const found = new Set<string>();
  for (let day = first; day < end && found.size < 366; day = new Date(day.getTime() + oneDay)) {
    const text = day.toISOString().slice(5, 10);
    found.add(text);
    const tomorrow = new Date(day.getTime() + oneDay).toISOString().slice(5, 10);
    if (text === '02-28' && tomorrow === '03-01') found.add('02-29');
  }
  return [...found];
}
