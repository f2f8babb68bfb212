import { Temporal } from 'temporal-polyfill';

const quarter = 900_000;
const caches = new Map<string, Map<number, number>>();

/**
 * The instant of a local time, given as if its zone were UTC. A time that a clock change skips or repeats is taken as
 * the earlier offset says. Offsets change on the quarter of an hour, so that one question a quarter is enough.
 */
export function toInstant(local: number, zone: string | undefined): number {
  if (zone === undefined || zone === 'UTC') return local;
  const cache = caches.get(zone) ?? new Map<number, number>();
  caches.set(zone, cache);
  const slot = Math.floor(local / quarter);
  let offset = cache.get(slot);
  if (offset === undefined) {
    const start = slot * quarter;
    const wall = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC').toPlainDateTime();
    offset = start - wall.toZonedDateTime(zone).epochMilliseconds;
    if (cache.size > 100_000) cache.clear();
    cache.set(slot, offset);
  }
  return local - offset;
}
