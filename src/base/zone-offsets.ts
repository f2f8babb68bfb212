import { isZone } from './zone.ts';

/** How far local time is ahead of UTC, in seconds: `first`, and from each instant (seconds since 1970) on, another. */
export interface ZoneOffsets {
  readonly first: number;
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

/** Instants between which the offsets are wanted, in seconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The years that rules are written out for when nothing narrower is known; outside of them the nearest offset holds. */
const wide: Span = { from: 0, until: Date.UTC(2038, 0, 1) / 1000 };
/** No zone has changed its clocks twice within a week since 1970. */
const week = 7 * 86_400;
const known = new Map<string, ZoneOffsets>();

/** The offsets of a zone in a span; those of UTC when there is no such zone. */
export function zoneOffsets(zone: string, { from, until }: Span = wide): ZoneOffsets {
  const key = `${zone} ${from} ${until}`;
  const found = known.get(key);
  if (found) return found;
  const offsets = read(isZone(zone) ? zone : 'UTC', { from, until });
  if (known.size < 1000) known.set(key, offsets);
  return offsets;
}

function read(zone: string, { from, until }: Span): ZoneOffsets {
  const offsetAt = reader(zone);
  const first = offsetAt(from);
  const changes = [];
  for (let at = from, offset = first; at < until; ) {
    const next = Math.min(at + week, until);
    const after = offsetAt(next);
    if (after !== offset) changes.push({ at: changeBetween(at, next, offsetAt), offset: after });
    at = next;
    offset = after;
  }
  return { first, changes };
}

/** The second from which on another offset holds. */
function changeBetween(low: number, high: number, offsetAt: (second: number) => number): number {
  const before = offsetAt(low);
  let [left, right] = [low, high];
  while (right - left > 1) {
    const middle = Math.floor((left + right) / 2);
    if (offsetAt(middle) === before) left = middle;
    else right = middle;
  }
  return right;
}

function reader(timeZone: string): (second: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (second) => {
    const at: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(second * 1000)) at[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: rest = 0 } = at;
    return Date.UTC(year, month - 1, day, hour, minute, rest) / 1000 - second;
  };
}
