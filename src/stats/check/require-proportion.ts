import type { Proportion } from '../proportion.ts';
import { requirePeople } from './require-people.ts';

/** Throws a RangeError unless x people of n is possible: whole numbers, n >= 1, 0 <= x <= n. */
export function requireProportion(name: string, { x, n }: Proportion): void {
  requirePeople(`${name} n`, n);
  if (Number.isSafeInteger(x) && x >= 0 && x <= n) return;
  throw new RangeError(`${name} x must be a whole number from 0 to ${n}, got ${x}`);
}
