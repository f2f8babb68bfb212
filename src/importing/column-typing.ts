import type { ColumnScan } from './column-scan.ts';
import { isNeverNumber } from './names.ts';
import type { DayOrder, Typing } from './types.ts';

const text: Typing = { type: 'text', nullWords: false };
export const numberKinds = ['bit', 'integer', 'number', 'grouped'] as const;
export const timeKinds = ['date', 'digits_date', 'instant', 'local_instant'] as const;

/** The type that all values of a column have. */
export function columnTyping(scan: ColumnScan): Typing {
  const values = scan.values;
  const words = scan.filled - values;
  const plain = (type: Typing['type']): Typing => ({ type, nullWords: words > 0 });
  if (scan.seen.has('text') || values === 0) return text;
  if (scan.count('date', 'digits_date') === values) return plain('date');
  if (scan.count(...timeKinds) === values) return plain('instant');
  if (scan.count(...numberKinds, 'digits_date') === values) return numberTyping(scan, plain);
  if (scan.count('boolean') === values) return words > 0 ? text : plain('boolean');
  const order = dayOrder(scan);
  return order ? { ...plain('date'), dayOrder: order } : text;
}

function numberTyping(scan: ColumnScan, plain: (type: Typing['type']) => Typing): Typing {
  if (isNeverNumber(scan.name) || scan.currencies.size > 1) return text;
  const fractions = scan.count('number') > 0 || scan.fractions;
  return plain(fractions ? 'number' : 'integer');
}

/** Dates whose day and month could not be told apart. */
export const hasAmbiguousDates = (scan: ColumnScan): boolean =>
  scan.values > 0 &&
  scan.count('day_first', 'month_first', 'same_day', 'either_day') === scan.values &&
  dayOrder(scan) === undefined;

const dayOrder = (scan: ColumnScan): DayOrder | undefined =>
  (['day_first', 'month_first'] as const).find((order) => scan.count(order, 'same_day') === scan.values);
