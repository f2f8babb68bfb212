import { midnight } from '../../base/midnight.ts';
import { bind, type Fragment, join, name, no, sql } from '../fragment.ts';
import type { Value } from '../value.ts';

/** `left` is one of these, in the shortest form. */
export function among(left: Fragment, operands: readonly (string | number)[], cast = (one: Fragment) => one): Fragment {
  const [only] = operands;
  if (only === undefined) return no;
  const binds = operands.map((one) => cast(bind(one)));
  return operands.length === 1 ? sql`${left} = ${cast(bind(only))}` : sql`${left} in (${join(binds, ', ')})`;
}

/** Rows counted by their numbers. */
export function grouped(numbers: readonly string[], rows: Fragment): Fragment {
  const columns = join(
    numbers.map((title) => name('g', title)),
    ', ',
  );
  return sql`select ${columns}, count(*) as n from (${rows}) g group by ${columns}`;
}

export const seconds = (instant: Date): Fragment => bind(instant.getTime() / 1000);

/** The seconds since 1970 in which a calendar has years of four digits; a number outside of them counts something else. */
const years = { first: -62_135_596_800, end: 253_402_300_800 };

/** Whether a number that counts time is an instant. */
export const isCalendar = (number: Fragment, perSecond: number): Fragment =>
  sql`${number} >= ${bind(years.first * perSecond)} and ${number} < ${bind(years.end * perSecond)}`;

const day = 86_400_000;

/** The UTC date some days away, as YYYY-MM-DD. */
export const dayText = (instant: Date, days: number): string =>
  new Date(instant.getTime() + days * day).toISOString().slice(0, 10);

/** The first date in a zone that does not begin before an instant, and whether it begins exactly then. */
export function firstDate(instant: Date, zone: string): { date: string; exact: boolean } {
  for (let days = -1; ; days += 1) {
    const date = dayText(instant, days);
    const begins = midnight(date, zone).getTime();
    if (begins >= instant.getTime()) return { date, exact: begins === instant.getTime() };
  }
}

/** A scalar out of JSON as SQLite gives it: truths are 1 and 0, arrays and objects stay text. */
export function givenJson({ kind }: Value, column: unknown): unknown {
  if (kind !== 'json' || typeof column !== 'string') return column;
  const value: unknown = JSON.parse(column);
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? column : value;
}
