/** An estimate between its limits. Limits may be infinite where the method says so. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
