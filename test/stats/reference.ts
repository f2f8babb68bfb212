import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';

type Values = Readonly<Record<string, unknown>>;

/** One case of the reference: what goes in, what R, scipy or mpmath say comes out. */
export interface ReferenceCase {
  readonly id: string;
  readonly topic: string;
  readonly inputs: Values;
  readonly expected: Values;
}

/** A set of cases: our copy of some, or all of them where the shared file is on this machine. */
export interface ReferenceSet {
  readonly name: string;
  readonly present: boolean;
  readonly cases: readonly ReferenceCase[];
}

function readSet(name: string, file: URL): ReferenceSet {
  const present = existsSync(file);
  const cases: ReferenceCase[] = present ? JSON.parse(readFileSync(file, 'utf8')).cases : [];
  return { name, present, cases };
}

export const referenceSets: readonly ReferenceSet[] = [
  readSet('copied cases', new URL('./reference-cases.json', import.meta.url)),
  readSet('all shared cases', new URL('../../../shared/data/stats-reference.json', import.meta.url)),
];

/** The number under a name; "Infinity", "-Infinity" and "NaN" are written as text in the file. */
export function numberOf(values: Values, name: string): number {
  const value = values[name];
  if (typeof value === 'number') return value;
  if (value === 'Infinity' || value === '-Infinity' || value === 'NaN') return Number(value);
  throw new Error(`${name} is not a number in the reference: ${JSON.stringify(value)}`);
}

export function numbersOf(values: Values, name: string): number[] {
  const value = values[name];
  if (Array.isArray(value)) return value.map((_, index) => numberOf(value as unknown as Values, String(index)));
  throw new Error(`${name} is not a list in the reference: ${JSON.stringify(value)}`);
}

/** Relative closeness, far stricter than toBeCloseTo for small numbers; zero and infinities must be met exactly. */
export function expectNear(actual: number | undefined, expected: number, tolerance = 1e-9): void {
  if (actual === undefined || !Number.isFinite(expected) || expected === 0) {
    expect(actual).toBe(expected);
    return;
  }
  const error = Math.abs(actual / expected - 1);
  expect(error, `${actual} against ${expected}, relative error`).toBeLessThanOrEqual(tolerance);
}
