/** Throws a RangeError unless low < value < high, naming the value that is wrong. NaN is refused too. */
export function requireBetween(name: string, value: number, { low, high }: { low: number; high: number }): void {
  if (value > low && value < high) return;
  const wanted = high === Infinity ? `a finite number above ${low}` : `between ${low} and ${high}`;
  throw new RangeError(`${name} must be ${wanted}, got ${value}`);
}
