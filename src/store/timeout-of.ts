import { parseDuration } from '../base/duration.ts';

const timeUnits: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** What `timeout=` in store.url says, in milliseconds; undefined when it is no length of time. */
export function timeoutOf(text: string): number | undefined {
  const inSeconds = /^([1-9]\d{0,5})s$/.exec(text);
  if (inSeconds) return Number(inSeconds[1]) * 1000;
  const found = parseDuration(text);
  const unit = found && timeUnits[found.unit];
  // A statement's time-out is a number of 31 bits in all databases.
  return unit && found.amount * unit < 2 ** 31 ? found.amount * unit : undefined;
}

export const noTimeout = 'timeout is a length of time: 30s, 10m, 1h';
