import type { Value } from './value.ts';

/** A value whose numbers count time, when the mapping gives them a unit. */
export const timed = (value: Value, unit: 's' | 'ms' | undefined): Value =>
  unit === undefined ? value : { ...value, perSecond: unit === 's' ? 1 : 1000 };
