import { Temporal } from 'temporal-polyfill';

export interface Local {
  readonly date: string;
  readonly month: number;
  readonly hour: number;
  /** Minutes since midnight on the clock, with the seconds as a fraction. */
  readonly clock: number;
  readonly day: string;
}

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const known = new Map<string, Local>();
const zones = new Map<string, boolean>();

/** What calendar and clock show in a zone. */
export function local(ms: number, zone: string): Local {
  const key = `${ms} ${zone}`;
  const before = known.get(key);
  if (before) return before;
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const found = {
    date: at.toPlainDate().toString(),
    month: at.month,
    hour: at.hour,
    clock: at.hour * 60 + at.minute + (at.second + at.millisecond / 1000) / 60,
    day: days[at.dayOfWeek - 1] ?? '',
  };
  known.set(key, found);
  return found;
}

/** The zone of a person, or the workspace's when theirs is missing, blank or unknown. */
export function zoneOf(text: string | null | undefined, workspace: string): string {
  const zone = text ?? '';
  let valid = zones.get(zone);
  if (valid === undefined) {
    valid = /^[A-Za-z]/.test(zone) && isZone(zone);
    zones.set(zone, valid);
  }
  return valid ? zone : workspace;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
