import { InvalidArgumentError } from 'commander';

/** A whole number within limits, for options. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      `It is a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}.`,
    );
  };

/** `10s`, `2m` or a number of seconds, in milliseconds. */
export function seconds(text: string): number {
  const match = /^(\d+)(s|m)?$/.exec(text);
  if (!match) throw new InvalidArgumentError('It is a time like 10s or 2m.');
  return Number(match[1]) * (match[2] === 'm' ? 60_000 : 1000);
}
