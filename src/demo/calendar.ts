import { midnight } from '../base/midnight.ts';
import { day } from './instant.ts';

export interface LocalDay {
  /** The instant at which the day begins in its zone. */
  readonly start: number;
  /** 1 is an ordinary day; weekends have more. */
  readonly liveliness: number;
}

/** Sunday to Saturday: live audio is a weekend habit. Friday counts, because the evening does. */
const liveliness = [1.35, 0.82, 0.82, 0.86, 0.9, 1.15, 1.5] as const;

/** The local days that touch the history before `now`, each zone worked out once: clock changes included. */
export function createCalendar(now: number, days: number): (zone: string) => readonly LocalDay[] {
  const known = new Map<string, readonly LocalDay[]>();
  return (zone) => {
    const found = known.get(zone) ?? localDays(now, days, zone);
    known.set(zone, found);
    return found;
  };
}

function localDays(now: number, days: number, zone: string): LocalDay[] {
  const dates = Array.from({ length: days + 3 }, (_, i) => new Date(now + (i - days - 1) * day));
  return dates
    .map((date) => ({
      start: midnight(date.toISOString().slice(0, 10), zone).getTime(),
      liveliness: liveliness[date.getUTCDay()] ?? 1,
    }))
    .filter(({ start }) => start < now);
}
