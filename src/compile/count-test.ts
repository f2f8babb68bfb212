import type { CountTest } from '../model/condition.ts';
import { bind, type Fragment, join, raw, sql } from './fragment.ts';

const operators = {
  is: { sign: '=', holds: (a: number, b: number) => a === b },
  at_least: { sign: '>=', holds: (a: number, b: number) => a >= b },
  more_than: { sign: '>', holds: (a: number, b: number) => a > b },
  at_most: { sign: '<=', holds: (a: number, b: number) => a <= b },
  less_than: { sign: '<', holds: (a: number, b: number) => a < b },
} as const;

type Named = keyof typeof operators;

const asked = (test: CountTest): [Named, number][] =>
  (Object.keys(operators) as Named[]).flatMap((name): [Named, number][] => {
    const limit = test[name];
    return limit === undefined ? [] : [[name, limit]];
  });

/** Every operator of the map holds for a number. */
export const countTest = (number: Fragment, test: CountTest): Fragment =>
  sql`(${join(
    asked(test).map(([name, limit]) => sql`${number} ${raw(operators[name].sign)} ${bind(limit)}`),
    ' and ',
  )})`;

/** Whether a number that is known beforehand passes. */
export const accepts = (test: CountTest, number: number): boolean =>
  asked(test).every(([name, limit]) => operators[name].holds(number, limit));

/** Whether it asks for nothing but that there is one. */
export const isAtLeastOne = (test: CountTest): boolean =>
  asked(test).length === 1 && (test.at_least === 1 || test.more_than === 0);

/**
 * The rows that it takes to decide, when one limit decides: with that many the test passes, or fails. Undefined when it takes the
 * number itself, or none are enough.
 */
export function enough(test: CountTest): { readonly rows: number; readonly pass: boolean } | undefined {
  const [[name, limit] = ['is', 0] as const, ...others] = asked(test);
  if (others.length > 0) return undefined;
  const least = { at_least: limit, more_than: Math.floor(limit) + 1, at_most: Math.floor(limit) + 1, less_than: limit };
  if (name === 'is') return undefined;
  const rows = Math.ceil(least[name]);
  return rows >= 1 && rows <= most ? { rows, pass: name === 'at_least' || name === 'more_than' } : undefined;
}

/** Further on, counting costs no more than skipping. */
const most = 1000;
