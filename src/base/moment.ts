import { addDuration, type Duration, parseDuration } from './duration.ts';
import { datePattern, instantPattern } from './instant-pattern.ts';

/** A point in time as written: absolute, a plain date (midnight in a zone to be named), or relative to now. */
export type Moment =
  | { readonly kind: 'instant'; readonly instant: Date }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'relative'; readonly sign: 1 | -1; readonly duration: Duration };

const instantForm = new RegExp(instantPattern);
const dateForm = new RegExp(datePattern);

/** Reads `2026-11-01T00:00:00Z` (no offset: UTC), `2026-11-01`, `-7d`, `+2d`; undefined when it is none of them. */
export function parseMoment(text: string): Moment | undefined {
  const relative = /^([+-])(.+)$/.exec(text);
  if (relative) {
    const duration = parseDuration(relative[2] ?? '');
    return duration ? { kind: 'relative', sign: relative[1] === '-' ? -1 : 1, duration } : undefined;
  }
  if (dateForm.test(text)) return { kind: 'date', date: text };
  if (!instantForm.test(text)) return undefined;
  // No offset is UTC, +09 is +09:00.
  const [, clock = '', sign, hours, minutes] = /^(.{16,}?)(?: ?(?:Z|UTC|([+-])(\d{2}):?(\d{2})?))?$/.exec(text) ?? [];
  const offset = sign === undefined ? 'Z' : `${sign}${hours}:${minutes ?? '00'}`;
  return { kind: 'instant', instant: new Date(`${clock.replace(' ', 'T')}${offset}`) };
}

/** The instant of a moment; a plain date is midnight as `midnight` knows it. */
export function resolveMoment(moment: Moment, now: Date, midnight: (date: string) => Date): Date {
  if (moment.kind === 'instant') return moment.instant;
  if (moment.kind === 'date') return midnight(moment.date);
  return addDuration(now, moment.duration, moment.sign);
}
