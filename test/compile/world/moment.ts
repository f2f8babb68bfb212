import { Temporal } from 'temporal-polyfill';

const earliest = Date.parse('0001-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');
const instantForm =
  /^(\d{4})-(\d\d)-(\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?: ?(?:Z|UTC|([+-])(0\d|1[0-5])(?::?([0-5]\d))?))?$/;
const dateForm = /^(\d{4})-(\d\d)-(\d\d)$/;
const units = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months', y: 'years' } as const;

/** A point in time; a plain date keeps its day. */
export interface Moment {
  readonly ms: number;
  readonly date?: string;
}

/** Text of a store or of a condition, or nothing when it is no time. */
export function readMoment(text: string, zone: string): Moment | undefined {
  if (dateForm.test(text)) {
    if (!isDay(text)) return undefined;
    return { ms: Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds, date: text };
  }
  const found = instantForm.exec(text);
  if (!found || !isDay(text.slice(0, 10))) return undefined;
  const [, , , , hour, minute, second = '0', fraction = '', sign, hours = '0', minutes = '0'] = found;
  const clock =
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return inRange(Date.parse(`${text.slice(0, 10)}T00:00:00.000Z`) + clock - offset);
}

export function inRange(ms: number): Moment | undefined {
  return ms >= earliest && ms <= latest ? { ms } : undefined;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00.000Z`);
  return !text.startsWith('0000') && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The operand of a test: a time, or a relative time from now. */
export function readOperand(text: string, now: number, zone: string): Moment | undefined {
  const relative = /^([+-])(\d+(?:mo|[mhdwy]))$/.exec(text);
  if (relative) return { ms: shift(now, relative[2] ?? '', relative[1] === '-' ? -1 : 1) };
  return readMoment(text, zone);
}

export function readDuration(text: string): Temporal.Duration {
  const [, n, unit] = /^(\d+)(mo|[mhdwy])$/.exec(text) ?? [];
  if (unit === undefined) throw new RangeError(`no duration: ${text}`);
  return Temporal.Duration.from({ [units[unit as keyof typeof units]]: Number(n) });
}

/** Months and years on the calendar of UTC, cut at the end of a month. */
export function shift(ms: number, duration: string, sign: 1 | -1): number {
  const from = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC');
  const span = readDuration(duration);
  return (sign === 1 ? from.add(span) : from.subtract(span)).epochMilliseconds;
}
