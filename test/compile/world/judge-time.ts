import { Temporal } from 'temporal-polyfill';
import type { TimeTest } from '../../../src/model/generated/segment.ts';
import { days, local } from './local.ts';
import { inRange, type Moment, readDuration, readMoment, readOperand, shift } from './moment.ts';
import type { Value } from './value.ts';

/** When and where a person is looked at. */
export interface Here {
  readonly now: number;
  /** The workspace's. */
  readonly timezone: string;
  /** The person's. */
  readonly zone: string;
}

export function timeOf(value: Value, here: Here): Moment | undefined {
  if (value.kind === 'instant') return { ms: value.ms };
  if (value.kind === 'date') return readMoment(value.date, here.timezone);
  if (value.kind === 'text') return readMoment(value.text, here.timezone);
  if (value.kind === 'number' && value.unit) return inRange(value.number * (value.unit === 's' ? 1000 : 1));
  return undefined;
}

interface TimeOperators extends TimeTest {
  readonly within_next?: string;
}

/** One of before, after, within, within_next, older_than. */
export function judgeTime(test: TimeOperators, ms: number, { now, timezone }: Here): boolean {
  const operand = (text: string): number => {
    const moment = readOperand(text, now, timezone);
    if (!moment) throw new RangeError(`no time: ${text}`);
    return moment.ms;
  };
  if (test.before !== undefined) return ms < operand(test.before);
  if (test.after !== undefined) return ms > operand(test.after);
  if (test.within !== undefined) return ms >= shift(now, test.within, -1) && ms < now;
  if (test.within_next !== undefined) return ms >= now && ms < shift(now, test.within_next, 1);
  if (test.older_than !== undefined) return ms < shift(now, test.older_than, -1);
  throw new RangeError('a test of time without an operator');
}

interface CalendarOperators {
  readonly anniversary_within?: string;
  readonly on_day_of_week?: readonly string[];
  readonly in_month?: readonly number[];
  readonly in_hour?: readonly number[];
}

/** One of on_day_of_week, in_month, in_hour, anniversary_within: a plain date is that day wherever the person is. */
export function judgeCalendar(test: CalendarOperators, moment: Moment, here: Here): boolean {
  const shown = local(moment.ms, here.zone);
  const date = Temporal.PlainDate.from(moment.date ?? shown.date);
  if (test.in_month) return test.in_month.includes(date.month);
  if (test.in_hour) return test.in_hour.includes(moment.date === undefined ? shown.hour : 0);
  if (test.on_day_of_week) return test.on_day_of_week.includes(days[date.dayOfWeek - 1] ?? '');
  if (test.anniversary_within !== undefined) return comesRound(date, test.anniversary_within, here);
  throw new RangeError('a test of the calendar without an operator');
}

/** Less than a day is a day. */
function comesRound(date: Temporal.PlainDate, within: string, { now, zone }: Here): boolean {
  const today = Temporal.PlainDate.from(local(now, zone).date);
  const span = readDuration(within);
  const end = today.add(span.hours || span.minutes ? { days: Math.ceil(span.total('days')) } : span);
  return [today.year, today.year + 1].some((year) => {
    // 29 February is cut to the 28th in years without it.
    const next = Temporal.PlainDate.from({ year, month: date.month, day: date.day }, { overflow: 'constrain' });
    return Temporal.PlainDate.compare(next, today) >= 0 && Temporal.PlainDate.compare(next, end) < 0;
  });
}
