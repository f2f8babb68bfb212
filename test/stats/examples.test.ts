import { describe, expect, it } from 'vitest';
import {
  differenceInterval,
  fieller,
  holm,
  incremental,
  power,
  relativeInterval,
  sampleRatio,
  sampleSize,
  smallestDetectableEffect,
  twoProportions,
  welch,
  wilson,
} from '../../src/stats/index.ts';
import { expectNear } from './reference.ts';

const points = (share: number) => (share * 100).toFixed(1);

describe('examples of the design', () => {
  it('450/500 against 395/500 is +11.0 %p (6.6 to 15.5), p = 1.5e-6', () => {
    const [treated, holdout] = [
      { x: 450, n: 500 },
      { x: 395, n: 500 },
    ];
    const { value, low, high } = differenceInterval(treated, holdout);
    expect([value, low, high].map(points)).toEqual(['11.0', '6.6', '15.5']);
    expect(twoProportions(treated, holdout).p.toPrecision(2)).toBe('0.0000015');
  });
  it('18/20 against 16/20 proves nothing', () => {
    const { low, high } = differenceInterval({ x: 18, n: 20 }, { x: 16, n: 20 });
    expect(low < 0 && high > 0).toBe(true);
    const test = twoProportions({ x: 18, n: 20 }, { x: 16, n: 20 });
    expect(test.p).toBeGreaterThan(0.3);
    expect(test.smallestExpected).toBe(3);
  });
  it("Hillstrom men's mail: 267 attributed, 145 (107 to 184) incremental", () => {
    const difference = differenceInterval({ x: 267, n: 21307 }, { x: 122, n: 21306 });
    const { value, low, high } = incremental(21307, difference);
    expect([value, low, high].map(Math.round)).toEqual([145, 107, 184]);
  });
  it('a 98 % base with 900 and 100 people cannot show an improvement', () => {
    const effect = smallestDetectableEffect({ holdoutRate: 0.98, treatedPeople: 900, holdoutPeople: 100 });
    expect(effect.up).toBeNull();
    expect(effect.down).toBeLessThan(0);
  });
  it('a small holdout is not "the smaller arm": 9000/1000 finds 10 % -> 12 % with power .457', () => {
    const plan = { treatedRate: 0.12, holdoutRate: 0.1, treatedPeople: 9000, holdoutPeople: 1000 };
    expect(power(plan).toFixed(3)).toBe('0.457');
  });
});

describe('zeros and full arms', () => {
  it('no event in the holdout leaves the relative uplift without an upper limit', () => {
    expect(relativeInterval({ x: 3, n: 10 }, { x: 0, n: 10 })).toMatchObject({ value: Infinity, high: Infinity });
    expect(relativeInterval({ x: 0, n: 10 }, { x: 3, n: 10 })).toMatchObject({ value: -1, low: -1 });
    expect(relativeInterval({ x: 0, n: 10 }, { x: 0, n: 10 })).toEqual({ value: Number.NaN, low: -1, high: Infinity });
  });
  it('everything against nothing is a difference of 1', () => {
    expect(differenceInterval({ x: 7, n: 7 }, { x: 0, n: 3 })).toMatchObject({ value: 1, high: 1 });
    expect(differenceInterval({ x: 0, n: 3 }, { x: 7, n: 7 })).toMatchObject({ value: -1, low: -1 });
  });
  it('a holdout mean that may be 0 has no relative interval', () => {
    const holdout = { n: 20, mean: 0.1, variance: 4 };
    expect(fieller({ n: 20, mean: 1, variance: 4 }, holdout)).toEqual({ value: 9, low: -Infinity, high: Infinity });
    const none = { n: 20, mean: 0, variance: 0 };
    expect(fieller({ n: 20, mean: 1, variance: 4 }, none)).toEqual({ value: Infinity, low: -Infinity, high: Infinity });
  });
  it('certain outcomes need no luck to be found, alike ones never are', () => {
    const arms = { treatedPeople: 50, holdoutPeople: 50 };
    expect(power({ ...arms, treatedRate: 1, holdoutRate: 0 })).toBe(1);
    expect(power({ ...arms, treatedRate: 0, holdoutRate: 0 })).toBe(0);
    expect(smallestDetectableEffect({ ...arms, holdoutRate: 0 }).down).toBeNull();
  });
});

describe('sample ratio', () => {
  const two = (x: number, n: number, p: number) =>
    sampleRatio([
      { observed: x, weight: p },
      { observed: n - x, weight: 1 - p },
    ]);
  // scipy 1.17 stats.binomtest(x, n, p).pvalue
  it.each([
    [0, 40, 0.1, 0.03027618835587907],
    [9, 40, 0.1, 0.015495305414444483],
    [5, 30, 0.1, 0.21788603730911135],
    [6, 1000, 0.001, 0.0005880701017629785],
    [12, 1000000, 0.000002, 1.3645526682444377e-6],
    [0, 6, 0.5, 0.03125],
    [1, 8, 0.5, 0.0703125],
    [2, 8, 0.5, 0.2890625],
    [4, 8, 0.5, 1.0],
  ])('%d of %d at %d expected < 5 is exact: p = %d', (x, n, p, expected) => {
    const result = two(x, n, p);
    expect(result.method).toBe('exact binomial');
    expectNear(result.p, expected, 1e-9);
    expectNear(two(n - x, n, 1 - p).p, expected, 1e-9);
  });
  it('leaves arms of weight 0 out of test and degrees of freedom, and counts who is in them', () => {
    const arms = [
      { observed: 5000, weight: 1 },
      { observed: 5300, weight: 1 },
      { observed: 4, weight: 0 },
    ];
    const result = sampleRatio(arms);
    expect(result).toMatchObject({ df: 1, unexpected: 4, expected: [5150, 5150, 0], alarm: false });
    expectNear(result.p, sampleRatio(arms.slice(0, 2)).p);
    expectNear(result.p, 0.003117, 1e-3);
  });
  it('alarms below 0.001 only, and keeps the digits of a tiny p', () => {
    expect(two(9000, 10150, 0.9).alarm).toBe(true);
    expect(two(9012, 10000, 0.9).alarm).toBe(false);
    expect(two(508_000, 1_000_000, 0.5).p).toBeGreaterThan(0);
    expect(two(508_000, 1_000_000, 0.5).p).toBeLessThan(1e-50);
  });
});

describe('refuses what cannot be', () => {
  const fine = { x: 1, n: 10 };
  const rates = { treatedRate: 0.2, holdoutRate: 0.1 };
  const mean = { n: 10, mean: 1, variance: 2 };
  it.each<[string, () => unknown, string]>([
    ['n = 0', () => wilson(0, 0), 'wilson n must be a whole number of people, at least 1, got 0'],
    ['x > n', () => twoProportions({ x: 11, n: 10 }, fine), 'treated x must be a whole number from 0 to 10, got 11'],
    ['x < 0', () => differenceInterval(fine, { x: -1, n: 10 }), 'holdout x must be a whole number from 0 to 10'],
    ['x of no whole people', () => relativeInterval({ x: 15.8, n: 20 }, fine), 'got 15.8'],
    ['n of no whole people', () => wilson(1, 2.5), 'got 2.5'],
    ['n NaN', () => wilson(1, Number.NaN), 'got NaN'],
    ['confidence 95', () => wilson(1, 2, 95), 'confidence must be between 0 and 1, got 95'],
    ['confidence 1', () => welch(mean, mean, 1), 'confidence must be between 0 and 1, got 1'],
    [
      'a rate above 1',
      () => power({ ...rates, treatedRate: 2, treatedPeople: 1, holdoutPeople: 1 }),
      'treated rate must',
    ],
    ['no people', () => power({ ...rates, treatedPeople: 0, holdoutPeople: 1 }), 'treated people must be'],
    ['a difference of 0', () => sampleSize({ treatedRate: 0.1, holdoutRate: 0.1 }), 'rate must differ'],
    ['a ratio of 0', () => sampleSize({ ...rates, ratio: 0 }), 'ratio must be a finite number above 0'],
    ['power 1', () => sampleSize({ ...rates, power: 1 }), 'power must be between 0 and 1'],
    [
      'power below one half',
      () => smallestDetectableEffect({ holdoutRate: 0.1, treatedPeople: 10, holdoutPeople: 10, power: 0.3 }),
      'power must be between 0.5 and 1, got 0.3',
    ],
    ['one arm', () => sampleRatio([{ observed: 1, weight: 1 }]), 'at least two arms with weight > 0, got 1'],
    ['a negative weight', () => sampleRatio([{ observed: 1, weight: -1 }]), 'weight must be a number, 0 or more'],
    ['half a person', () => sampleRatio([{ observed: 1.5, weight: 1 }]), 'observed must be a whole number of people'],
    [
      'nobody',
      () =>
        sampleRatio([
          { observed: 0, weight: 1 },
          { observed: 0, weight: 1 },
        ]),
      'at least one person',
    ],
    ['p above 1', () => holm([0.1, 1.2]), 'p must be from 0 to 1, got 1.2'],
    ['one person with a variance', () => welch({ ...mean, n: 1 }, mean), 'treated n must be at least 2'],
    ['a negative variance', () => fieller(mean, { ...mean, variance: -1 }), 'holdout variance must be a finite number'],
    ['an infinite mean', () => welch({ ...mean, mean: Infinity }, mean), 'treated mean must be a finite number'],
    ['no variance at all', () => welch({ ...mean, variance: 0 }, { ...mean, variance: 0 }), 'cannot be judged'],
    ['nobody treated', () => incremental(0, { value: 0, low: 0, high: 0 }), 'treated people must be a whole number'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });
});
