/** Throws a RangeError unless the value is a rate: a number from 0 to 1, both allowed. */
export function requireRate(name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new RangeError(`${name} must be from 0 to 1, got ${value}`);
}
