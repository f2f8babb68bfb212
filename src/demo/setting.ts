import { createCalendar, type LocalDay } from './calendar.ts';

/** What every table is made from. */
export interface Setting {
  readonly people: number;
  readonly seed: number;
  /** Milliseconds since 1970; nothing happens at or after it. */
  readonly now: number;
  /** The local days of the history in a zone, oldest first. */
  readonly calendar: (zone: string) => readonly LocalDay[];
}

/** How far back the events go. */
export const historyDays = 90;

export function createSetting({ people, seed, now }: { people: number; seed: number; now: Date }): Setting {
  const time = now.getTime();
  return { people, seed, now: time, calendar: createCalendar(time, historyDays) };
}
