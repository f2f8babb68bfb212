import { Temporal } from 'temporal-polyfill';
import { isZone } from './zone.ts';

/** The first instant of a local date (YYYY-MM-DD) in a zone; UTC when the zone is unknown. */
export function midnight(date: string, zone: string): Date {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(isZone(zone) ? zone : 'UTC');
  return new Date(start.epochMilliseconds);
}
