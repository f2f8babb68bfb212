import type { DayOrder } from './types.ts';

/** What a single cell could be. `bit` is 0 or 1; `local_instant` has no zone; `either_day` is 01/02/2026. */
export type Kind =
  | 'bit'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'instant'
  | 'local_instant'
  | 'date'
  | DayOrder
  | 'same_day'
  | 'either_day'
  | 'null_word'
  | 'text';

const integer = /^-?(?:0|[1-9]\d{0,14})$/;
/** With a decimal point, or with a signed exponent: 1E5 is rather a product code. */
const decimal = /^-?(?:(?:0|[1-9]\d{0,14})?\.\d+(?:e[+-]?\d+)?|(?:0|[1-9]\d{0,14})e[+-]\d+)$/i;
const nullWords: ReadonlySet<string> = new Set(['NULL', 'null', 'NaN', '\\N', 'N/A']);
const yearFirst = /^(\d{4})(?:-(\d\d)-(\d\d)|\/(\d\d?)\/(\d\d?)|\.(\d\d)\.(\d\d))(?:(?:[Tt]| +)(.+))?$/;
const clock = /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?$/i;
const yearLast = /^(\d\d?)([-/.])(\d\d?)\2(\d{4})$/;

/** The kind of a cell that is not blank and has no blanks around it. */
export function classify(cell: string): Kind {
  if (cell === '0' || cell === '1') return 'bit';
  if (integer.test(cell)) return 'integer';
  if (decimal.test(cell) && Number.isFinite(Number(cell))) return 'number';
  if (readBoolean(cell) !== undefined) return 'boolean';
  if (nullWords.has(cell)) return 'null_word';
  const moment = readMoment(cell);
  if (moment) return moment.kind;
  return classifyYearLast(cell);
}

export const isNullWord = (cell: string): boolean => nullWords.has(cell);

export function readBoolean(cell: string): 0 | 1 | undefined {
  if (cell.length > 5) return undefined;
  const word = cell.toLowerCase();
  if (word === 'true' || word === 'yes') return 1;
  return word === 'false' || word === 'no' ? 0 : undefined;
}

interface Moment {
  readonly kind: 'instant' | 'local_instant' | 'date';
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** An instant or date that begins with the year. Without a zone it is UTC. */
export function readMoment(cell: string): Moment | undefined {
  const match = yearFirst.exec(cell);
  if (!match) return undefined;
  const [, year, m1, d1, m2, d2, m3, d3, rest] = match;
  const day = startOfDay(Number(year), Number(m1 ?? m2 ?? m3), Number(d1 ?? d2 ?? d3));
  if (day === undefined || rest === undefined) return day === undefined ? undefined : { kind: 'date', at: day };
  const time = clock.exec(rest);
  if (!time) return undefined;
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  const offset = offsetMinutes(time[5] ?? 'Z');
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const fraction = Number((time[4] ?? '').padEnd(3, '0').slice(0, 3));
  const at = day + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction;
  return { kind: time[5] === undefined ? 'local_instant' : 'instant', at };
}

function offsetMinutes(zone: string): number | undefined {
  if (/^[a-z]/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 14 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
}

/** Midnight UTC of a day that exists. */
function startOfDay(year: number, month: number, day: number): number | undefined {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return undefined;
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day ? at : undefined;
}

/** A date that ends with the year, as midnight UTC. */
export function readYearLast(cell: string, order: DayOrder): number | undefined {
  const match = yearLast.exec(cell);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  return order === 'day_first'
    ? startOfDay(Number(match[4]), second, first)
    : startOfDay(Number(match[4]), first, second);
}

function classifyYearLast(cell: string): Kind {
  const dayFirst = readYearLast(cell, 'day_first');
  const monthFirst = readYearLast(cell, 'month_first');
  if (dayFirst === undefined) return monthFirst === undefined ? 'text' : 'month_first';
  if (monthFirst === undefined) return 'day_first';
  return dayFirst === monthFirst ? 'same_day' : 'either_day';
}
