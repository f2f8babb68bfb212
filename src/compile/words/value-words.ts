import { parseDuration } from '../../base/duration.ts';
import type { CountTest } from '../../model/condition.ts';

const units = { m: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' } as const;

/** `30d` as "30 days"; what is no duration stays as it is. */
export function durationWords(text: string): string {
  const duration = parseDuration(text);
  if (!duration) return text;
  const { amount, unit } = duration;
  return `${amount} ${units[unit]}${amount === 1 ? '' : 's'}`;
}

/** An instant, a date, or "7 days ago", "in 2 days". */
export function momentWords(text: string): string {
  const length = durationWords(text.slice(1));
  if (text.startsWith('-')) return `${length} ago`;
  return text.startsWith('+') ? `in ${length}` : text;
}

type Plain = string | number | boolean;

/** Text in quotes, so that it cannot be taken for our own words. */
export const valueWords = (value: Plain): string => (typeof value === 'string' ? `"${value}"` : String(value));

export const valuesWords = (values: readonly Plain[], word = 'or'): string => series(values.map(valueWords), word);

/** "a", "a or b", "a, b or c". */
export const series = (parts: readonly string[], word: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;

const comparisons = {
  is: 'exactly',
  at_least: 'at least',
  more_than: 'more than',
  at_most: 'at most',
  less_than: 'less than',
} as const;

/** "at least 3 times", "at least 1 time". */
export const timesWords = (test: CountTest): string => {
  const words = numberWords(test);
  return `${words} ${/(^| )1$/.test(words) ? 'time' : 'times'}`;
};

/** "at least 3", "at least 3 and less than 9". */
export const numberWords = (test: CountTest): string =>
  series(
    Object.entries(comparisons).flatMap(([key, words]) => {
      const limit = test[key as keyof CountTest];
      return limit === undefined ? [] : [`${words} ${limit}`];
    }),
    'and',
  );
