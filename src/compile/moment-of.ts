import { Bug } from '../base/bug.ts';
import { addDuration, parseDuration } from '../base/duration.ts';
import { midnight } from '../base/midnight.ts';
import { parseMoment, resolveMoment } from '../base/moment.ts';
import type { Context } from './context.ts';

/** An instant that far from another; the duration was checked by the schema. */
export function away(from: Date, duration: string, sign: 1 | -1): Date {
  const parsed = parseDuration(duration);
  if (!parsed) throw new Bug(`${duration} is no duration`);
  return addDuration(from, parsed, sign);
}

/** The instant that a text means, relative ones counted from the command's now; it was checked by validate. */
export function momentOf({ now, zone }: Pick<Context, 'now' | 'zone'>, text: string): Date {
  const moment = parseMoment(text);
  if (!moment) throw new Bug(`${text} is no moment`);
  return resolveMoment(moment, now, (date) => midnight(date, zone));
}
