import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as stats from '../../src/stats/index.ts';
import { expectNear } from './reference.ts';

const { values } = JSON.parse(readFileSync(new URL('./special-values.json', import.meta.url), 'utf8')) as {
  values: Record<string, number[][]>;
};
const rowsOf = (name: string) =>
  (values[name] ?? []).map((row) => ({ args: row.slice(0, -1), value: row.at(-1) ?? -1 }));

const functions: Record<string, (a: number, b: number, c: number) => number> = {
  normalUpperTail: stats.normalUpperTail,
  normalQuantile: stats.normalQuantile,
  logGamma: stats.logGamma,
  chiSquareUpperTail: stats.chiSquareUpperTail,
  studentTwoSided: stats.studentTwoSided,
  betaCdf: stats.betaCdf,
};

describe.each(Object.keys(functions))('%s against 60 digits', (name) => {
  const rows = rowsOf(name);
  it(`is good to 1e-12 on all ${rows.length} points, far tails too`, () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const { args, value } of rows) {
      const [a = 0, b = 0, c = 0] = args;
      expectNear(functions[name]?.(a, b, c), value, 1e-12);
    }
  });
});

describe('quantiles undo the tails', () => {
  it.each([1e-300, 1e-40, 1e-9, 0.001, 0.3, 0.5, 0.8, 0.999])('normal at p = %s', (p) => {
    expectNear(stats.normalCdf(stats.normalQuantile(p)), p, 1e-12);
  });
  it.each([1, 1.47, 4, 30, 6866.25, 1e6])('student with df = %s', (df) => {
    for (const p of [1e-9, 0.001, 0.025, 0.4]) {
      const t = stats.studentQuantile(p, df);
      expect(t).toBeLessThan(0);
      expectNear(stats.studentTwoSided(t, df) / 2, p, 1e-12);
      expectNear(stats.studentQuantile(1 - p, df), -t, 1e-6);
    }
    expect(stats.studentQuantile(0.5, df)).toBe(0);
  });
});

describe('ends of the range', () => {
  it('tails end at 0 and 1', () => {
    expect(stats.normalUpperTail(Infinity)).toBe(0);
    expect(stats.normalUpperTail(-Infinity)).toBe(1);
    expect(stats.chiSquareUpperTail(0, 3)).toBe(1);
    expect(stats.chiSquareUpperTail(Infinity, 3)).toBe(0);
    expect(stats.studentTwoSided(0, 5)).toBe(1);
    expect(stats.studentTwoSided(1e200, 5)).toBe(0);
    expect(stats.betaCdf(0, 2, 3)).toBe(0);
    expect(stats.betaCdf(1, 2, 3)).toBe(1);
    expectNear(stats.incompleteGamma(3, 1e-5).lower, 1.6666541667e-16, 1e-9);
  });
  it('refuses what has no meaning', () => {
    expect(() => stats.normalQuantile(0)).toThrow(RangeError);
    expect(() => stats.normalQuantile(1)).toThrow('p must be between 0 and 1, got 1');
    expect(() => stats.chiSquareUpperTail(3, 0)).toThrow('a must be a finite number above 0, got 0');
    expect(() => stats.chiSquareUpperTail(-1, 2)).toThrow(RangeError);
    expect(() => stats.studentTwoSided(Number.NaN, 2)).toThrow(RangeError);
    expect(() => stats.studentTwoSided(1, -2)).toThrow(RangeError);
    expect(() => stats.betaCdf(1.5, 2, 2)).toThrow(RangeError);
    expect(() => stats.logGamma(0)).toThrow(RangeError);
  });
});
