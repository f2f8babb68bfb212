import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../../../src/model/generated/segment.ts';
import type { Here } from './judge-time.ts';
import { local } from './local.ts';
import { readOperand, shift } from './moment.ts';

export interface Window {
  readonly within?: string;
  readonly since?: string;
  readonly until?: string;
  readonly calendar?: Calendar;
}

/** Whether a time lies in a window. Nothing does at or after now. */
export function inWindow(window: Window, ms: number, here: Here): boolean {
  const operand = (text: string): number => readOperand(text, here.now, here.timezone)?.ms ?? Number.NaN;
  return (
    ms < here.now &&
    (window.within === undefined || ms >= shift(here.now, window.within, -1)) &&
    (window.since === undefined || ms >= operand(window.since)) &&
    (window.until === undefined || ms < operand(window.until)) &&
    (window.calendar === undefined || inCalendar(window.calendar, ms, here))
  );
}

/** Whole days, weeks from Monday or months on the person's calendar, before the present one. */
function inCalendar({ last, unit }: Calendar, ms: number, { now, zone }: Here): boolean {
  const today = Temporal.PlainDate.from(local(now, zone).date);
  const present = {
    day: today,
    week: today.subtract({ days: today.dayOfWeek - 1 }),
    month: today.with({ day: 1 }),
  }[unit];
  const first = present.subtract({ day: { days: last }, week: { weeks: last }, month: { months: last } }[unit]);
  const date = local(ms, zone).date;
  return date >= first.toString() && date < present.toString();
}
