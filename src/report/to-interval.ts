import type { Interval } from '../model/report.ts';

/** An interval that JSON can carry: limits that do not exist are null and said to be unbounded. */
export function toInterval({ value, low, high }: { value: number; low: number; high: number }): Interval {
  const bounded = Number.isFinite(low) && Number.isFinite(high);
  return {
    value: Number.isFinite(value) ? value : 0,
    low: Number.isFinite(low) ? low : null,
    high: Number.isFinite(high) ? high : null,
    ...(bounded ? {} : { unbounded: true as const }),
  };
}
