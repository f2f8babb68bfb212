const yearFirst =
  /^(\d{4})(?:-(\d\d?)-(\d\d?)|\/(\d\d?)\/(\d\d?)|\. ?(\d\d?)\. ?(\d\d?)\.?|[년年] ?(\d\d?)[월月] ?(\d\d?)[일日])(?:(?:[Tt]| +)(.+))?$/;
const clock =
  /^(?:(오전|오후|午前|午後|AM|PM) ?)?(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(AM|PM))?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?$/i;
const digits = /^((?:19|20)\d\d)(\d\d)(\d\d)$/;

export interface Moment {
  readonly kind: 'instant' | 'local_instant' | 'date';
  /** Milliseconds since 1970 UTC; of a local time or a date, as if its zone were UTC. */
  readonly at: number;
}

/** An instant or date that begins with the year. */
export function readMoment(cell: string): Moment | undefined {
  const match = yearFirst.exec(cell);
  if (!match) return undefined;
  const [month, date] = match.slice(2, 10).filter((part) => part !== undefined);
  const day = startOfDay(Number(match[1]), Number(month), Number(date));
  const rest = match[10];
  if (day === undefined || rest === undefined) return day === undefined ? undefined : { kind: 'date', at: day };
  const time = readClock(rest);
  return time && { kind: time.zoned ? 'instant' : 'local_instant', at: day + time.at };
}

function readClock(text: string): { at: number; zoned: boolean } | undefined {
  const time = clock.exec(text);
  if (!time || (time[1] !== undefined && time[6] !== undefined)) return undefined;
  const hour = hourOf(Number(time[2]), time[1] ?? time[6]);
  const [minute, second] = [Number(time[3]), Number(time[4] ?? 0)];
  const offset = offsetMinutes(time[7] ?? 'Z');
  if (!(hour <= 23) || minute > 59 || second > 59 || offset === undefined) return undefined;
  const fraction = Number((time[5] ?? '').padEnd(3, '0').slice(0, 3));
  return { at: ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction, zoned: time[7] !== undefined };
}

/** 12 in the morning is midnight; some systems write 오전 0:05. */
function hourOf(written: number, half: string | undefined): number {
  if (half === undefined) return written;
  if (written > 12) return Number.NaN;
  return (written % 12) + (/^(?:오후|午後|PM)$/i.test(half) ? 12 : 0);
}

function offsetMinutes(zone: string): number | undefined {
  if (/^[a-z]/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 14 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
}

/** A date of eight digits: 20261101. Only the name of its column can say that it is no number. */
export function readDigits(cell: string): number | undefined {
  const match = digits.exec(cell);
  return match ? startOfDay(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Midnight UTC of a day that exists. */
export function startOfDay(year: number, month: number, day: number): number | undefined {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return undefined;
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day ? at : undefined;
}
