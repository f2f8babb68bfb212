import type { Bound, Range } from '../dialect.ts';
import { bind, type Fragment, join, raw, sql } from '../fragment.ts';
import { dayText, seconds } from './shared.ts';

/**
 * SQLite reads most forms by itself, and more than are meant: 24 o'clock, a small z, blanks at the end, 30 February as 2 March.
 * What it does not read is left to a function: +09, +0900.
 */
export const instantOfText = (value: Fragment, zone: string): Fragment =>
  sql`case when length(${value}) = 10 then crm_midnight(${value}, ${bind(zone)}) when ${value} glob '[0-9][0-9][0-9][0-9]-*' then case when substr(${value}, 9, 2) < '29' and substr(${value}, 1, 4) > '0000' and substr(${value}, 12, 2) < '24' and substr(${value}, -1) glob '[0-9Z]' and substr(${value}, 11, 1) glob '[T ]' and instr(substr(${value}, 11), '  ') = 0 and length(${value}) < 25 then coalesce(unixepoch(${value}, 'subsec'), crm_instant(${value})) else crm_instant(${value}) end end`;

/**
 * Whether text of any form is an instant within bounds. The days around them let an index narrow the search, whatever offset is
 * written. The usual forms of UTC are in the order of time as they stand: computing an instant would cost more than finding the row.
 */
export function duringText(value: Fragment, { bounds, narrowed = [], zone, beside }: Range): Fragment {
  const read = join(
    bounds.map(({ sign, instant }) => sql`${instantOfText(value, zone)} ${raw(sign)} ${seconds(instant)}`),
    ' and ',
  );
  const known = bounds.every(isOrdinary) ? forms.map((form) => usual(value, form, bounds)) : [];
  // SQLite tests what stands in an index before all else, however dear; what it has to look up for it waits.
  const waits = beside ? [sql`when ${beside} is null then null`] : [];
  const choices = [...waits, ...known];
  const test = choices.length === 0 ? read : sql`case ${join(choices, ' ')} else ${read} end`;
  const days = bounds.filter((bound) => !narrowed.includes(bound)).flatMap((bound) => nearby(value, bound));
  return sql`(${join([...days, test], ' and ')})`;
}

/** The days around the bounds only. */
export function aroundText(value: Fragment, bounds: readonly Bound[]): Fragment | undefined {
  const days = bounds.flatMap((bound) => nearby(value, bound));
  return days.length === 0 ? undefined : join(days, ' and ');
}

interface Form {
  readonly length: number;
  readonly separator: 'T' | ' ';
  readonly end: string;
  /** A bound in this form, at the next second up or down that leaves it true for whole seconds. */
  write(bound: Bound): string;
}

function wholeSecond({ sign, instant }: Bound): string {
  const round = sign === '>=' || sign === '<' ? Math.ceil : Math.floor;
  return new Date(round(instant.getTime() / 1000) * 1000).toISOString().slice(0, 19);
}

/** What programs write: `toISOString` of JavaScript, the same without a fraction, and `current_timestamp` of SQLite. */
const forms: readonly Form[] = [
  { length: 20, separator: 'T', end: 'Z', write: (bound) => `${wholeSecond(bound)}Z` },
  { length: 24, separator: 'T', end: '.[0-9][0-9][0-9]Z', write: ({ instant }) => instant.toISOString() },
  { length: 19, separator: ' ', end: '', write: (bound) => wholeSecond(bound).replace('T', ' ') },
];

const first = Date.UTC(1, 0, 3);
const last = Date.UTC(9999, 11, 29);

/** An instant whose year has four digits. */
const isOrdinary = ({ sign, instant }: Bound): boolean =>
  sign !== '=' && instant.getTime() > first && instant.getTime() < last;

/** Of text that has a form: digits where they belong, hours before 24, a day of the calendar. */
function usual(value: Fragment, { length, separator, end, write }: Form, bounds: readonly Bound[]): Fragment {
  const shaped = ['[01][0-9]', '2[0-3]'].map(
    (hour) => sql`${value} glob ${raw(`'${dayPattern(bounds)}${separator}${hour}:[0-5][0-9]:[0-5][0-9]${end}'`)}`,
  );
  const inside = bounds.map((bound) => sql`${value} ${raw(bound.sign)} ${bind(write(bound))}`);
  // Between two texts there is only text: numbers are before, bytes after all of it.
  const { from, until } = edges(bounds);
  const ofText = from && until ? raw('') : sql`typeof(${value}) = 'text' and `;
  return sql`when ${ofText}length(${value}) = ${raw(String(length))} and (${join(shaped, ' or ')})${hasDay(value, bounds)} then ${join(inside, ' and ')}`;
}

const dayDigits = ['[0-9]', '[0-9]', '[0-9]', '[0-9]', '-', '[01]', '[0-9]', '-', '[0-3]', '[0-9]'];

/** The digits of a day; those that all days around the bounds have in common are quicker to compare. */
function dayPattern(bounds: readonly Bound[]): string {
  const { from, until } = edges(bounds);
  if (!from || !until) return dayDigits.join('');
  const [begin, end] = [dayText(from, -1), dayText(until, 2)];
  const differs = dayDigits.findIndex((_, i) => begin[i] !== end[i]);
  return begin > end || differs < 0 ? dayDigits.join('') : begin.slice(0, differs) + dayDigits.slice(differs).join('');
}

const edges = (bounds: readonly Bound[]): { from: Date | undefined; until: Date | undefined } => ({
  from: bounds.find(({ sign }) => sign.startsWith('>'))?.instant,
  until: bounds.find(({ sign }) => sign.startsWith('<'))?.instant,
});

/** After ` and `: days of digits that the calendar has; 29 to 31 may be refused, they are then read as the other forms are. */
function hasDay(value: Fragment, bounds: readonly Bound[]): Fragment {
  const { from, until } = edges(bounds);
  const ends = from && until ? monthEnds(from, until) : undefined;
  if (ends === undefined)
    return sql` and substr(${value}, 6, 2) between '01' and '12' and substr(${value}, 9, 2) between '01' and '28' and ${value} >= '0001'`;
  // Between the days around the bounds, only what follows the last day of a month is none.
  return join(
    ends.map(([end, next]) => sql` and not (${value} >= ${bind(end)} and ${value} < ${bind(next)})`),
    '',
  );
}

const most = 4;

/** The text after the last day of each month that a short window touches, and that of the next month's first day. */
function monthEnds(from: Date, until: Date): [string, string][] | undefined {
  const [begin, end] = [dayText(from, -1), dayText(until, 2)];
  const found: [string, string][] = [];
  for (const month = new Date(`${begin.slice(0, 7)}-01T00:00:00Z`); ; ) {
    month.setUTCMonth(month.getUTCMonth() + 1);
    const next = month.toISOString().slice(0, 10);
    if (next > end) return found;
    const day = Number(dayText(month, -1).slice(8));
    found.push([`${dayText(month, -1).slice(0, 8)}${day + 1}`, next]);
    if (found.length > most) return undefined;
  }
}

/** The days around an instant, as text: lets an index on a column of ISO 8601 narrow the search, whatever the offsets in it. */
function nearby(value: Fragment, { sign, instant }: Bound): Fragment[] {
  if (sign === '=') return [];
  const [bound, days] = sign.startsWith('>') ? ['>=', -1] : ['<', 2];
  return [sql`${value} ${raw(bound as string)} ${bind(dayText(instant, days as number))}`];
}
