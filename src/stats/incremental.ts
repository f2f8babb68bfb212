import { requirePeople } from './check/require-people.ts';
import type { Interval } from './interval.ts';

/**
 * What the campaign added: people treated x difference per person, with the same limits. A difference of rates gives
 * conversions, a difference of means gives the unit of the mean (e.g. KRW). Attributed numbers are not this.
 */
export function incremental(treatedPeople: number, difference: Interval): Interval {
  requirePeople('treated people', treatedPeople);
  return {
    value: treatedPeople * difference.value,
    low: treatedPeople * difference.low,
    high: treatedPeople * difference.high,
  };
}
