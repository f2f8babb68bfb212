import type { Moments } from '../moments.ts';
import { requirePeople } from './require-people.ts';

/** Throws a RangeError unless the arm has at least 2 people, a finite mean and a finite variance of 0 or more. */
export function requireMoments(name: string, { n, mean, variance }: Moments): void {
  requirePeople(`${name} n`, n);
  if (n < 2) throw new RangeError(`${name} n must be at least 2 for a variance, got ${n}`);
  if (!Number.isFinite(mean)) throw new RangeError(`${name} mean must be a finite number, got ${mean}`);
  if (Number.isFinite(variance) && variance >= 0) return;
  throw new RangeError(`${name} variance must be a finite number, 0 or more, got ${variance}`);
}
