import { Temporal } from 'temporal-polyfill';
import { isZone } from './zone.ts';

/** How far local time is ahead of UTC, in seconds: `first`, and from each instant (seconds since 1970) on, another. */
export interface ZoneOffsets {
  readonly first: number;
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

const nanosecondsPerSecond = 1e9;
const known = new Map<string, ZoneOffsets>();

/** The years that rules are written out for; before and after them the nearest offset holds. */
const span = { from: '1900-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' } as const;

/** The offsets of a zone from 1900 to 2100; UTC when there is no such zone. */
export function zoneOffsets(zone: string): ZoneOffsets {
  const found = known.get(zone);
  if (found) return found;
  const offsets = read(isZone(zone) ? zone : 'UTC');
  known.set(zone, offsets);
  return offsets;
}

function read(zone: string): ZoneOffsets {
  const until = Temporal.Instant.from(span.until).epochMilliseconds;
  let moment = Temporal.Instant.from(span.from).toZonedDateTimeISO(zone);
  const first = moment.offsetNanoseconds / nanosecondsPerSecond;
  const changes = [];
  for (let offset = first; ; ) {
    const next = moment.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= until) return { first, changes };
    moment = next;
    const after = next.offsetNanoseconds / nanosecondsPerSecond;
    // Some changes are of the name only.
    if (after !== offset) changes.push({ at: next.epochMilliseconds / 1000, offset: after });
    offset = after;
  }
}
