/** Throws a RangeError unless the value is a number of people a rate can be taken of: a whole number, at least 1. */
export function requirePeople(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(`${name} must be a whole number of people, at least 1, got ${value}`);
}
