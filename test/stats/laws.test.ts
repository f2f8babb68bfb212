import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  differenceInterval,
  holm,
  power,
  relativeInterval,
  sampleRatio,
  sampleSize,
  smallestDetectableEffect,
  twoProportions,
  wilson,
} from '../../src/stats/index.ts';

const runs = { numRuns: 400 };
const anyPeople = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2_000_000 }));
const proportion = anyPeople.chain((n) =>
  fc.oneof(fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: Math.min(n, 20) })).map((x) => ({ x, n })),
);
const confidence = fc.constantFrom(0.8, 0.9, 0.95, 0.99);
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('laws of one rate', () => {
  it('limits lie in [0, 1] and contain x/n, on the right side even where x is 0 or n', () => {
    const law = fc.property(proportion, confidence, ({ x, n }, level) => {
      const { low, value, high } = wilson(x, n, level);
      expect(value).toBe(x / n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high).toBeLessThanOrEqual(1);
      expect(low === 0).toBe(x === 0);
      expect(high === 1).toBe(x === n);
    });
    fc.assert(law, runs);
  });
  it('more confidence is wider', () => {
    const law = fc.property(proportion, ({ x, n }) => {
      const [narrow, wide] = [wilson(x, n, 0.8), wilson(x, n, 0.99)];
      expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
    });
    fc.assert(law, runs);
  });
});

describe('laws of two rates', () => {
  it('the difference interval excludes 0 exactly when p < .05', () => {
    const law = fc.property(proportion, proportion, (treated, holdout) => {
      const { low, value, high } = differenceInterval(treated, holdout);
      expect(low <= value && value <= high).toBe(true);
      expect(low > 0 || high < 0).toBe(twoProportions(treated, holdout).p < 0.05);
      expect(low >= -1 && high <= 1).toBe(true);
    });
    fc.assert(law, runs);
  });
  it('the relative interval agrees with the same test, and contains its value', () => {
    const law = fc.property(proportion, proportion, confidence, (treated, holdout, level) => {
      const { low, value, high } = relativeInterval(treated, holdout, level);
      expect(low > 0 || high < 0).toBe(twoProportions(treated, holdout).p < 1 - level);
      expect(low).toBeGreaterThanOrEqual(-1);
      if (!Number.isNaN(value)) expect(low <= value && value <= high).toBe(true);
    });
    fc.assert(law, runs);
  });
  it('swapping the arms negates the difference and inverts the ratio', () => {
    const law = fc.property(proportion, proportion, (treated, holdout) => {
      const [one, other] = [differenceInterval(treated, holdout), differenceInterval(holdout, treated)];
      expect(one.value).toBe(-other.value + 0);
      expect(one.low).toBeCloseTo(-other.high, 11);
      expect(one.high).toBeCloseTo(-other.low, 11);
      const [ratio, inverse] = [relativeInterval(treated, holdout), relativeInterval(holdout, treated)];
      const product = (ratio.low + 1) * (inverse.high + 1);
      if (!Number.isNaN(product)) expect(product).toBeCloseTo(1, 6);
    });
    fc.assert(law, runs);
  });
  it('counting who did not convert negates the difference', () => {
    const law = fc.property(proportion, proportion, (treated, holdout) => {
      const rest = ({ x, n }: { x: number; n: number }) => ({ x: n - x, n });
      const [one, other] = [differenceInterval(treated, holdout), differenceInterval(rest(treated), rest(holdout))];
      expect(one.low).toBeCloseTo(-other.high, 11);
      expect(one.high).toBeCloseTo(-other.low, 11);
    });
    fc.assert(law, runs);
  });
});

describe('laws of families of tests', () => {
  it('Holm is at least the raw p, keeps its order and stays at most 1; Benjamini-Hochberg lies between', () => {
    const law = fc.property(pValues, (raw) => {
      const [strict, share] = [holm(raw), benjaminiHochberg(raw)];
      const order = raw.map((_, index) => index).sort((a, b) => (raw[a] ?? 0) - (raw[b] ?? 0));
      let [strictBefore, shareBefore] = [0, 0];
      for (const index of order) {
        const [p = 0, byHolm = -1, byShare = -1] = [raw[index], strict[index], share[index]];
        expect(byShare).toBeGreaterThanOrEqual(p);
        expect(byHolm).toBeGreaterThanOrEqual(byShare * (1 - 1e-15));
        expect(byHolm <= 1 && byHolm >= strictBefore && byShare >= shareBefore).toBe(true);
        [strictBefore, shareBefore] = [byHolm, byShare];
      }
    });
    fc.assert(law, runs);
  });
  it('one test alone, or none, is left as it is', () => {
    expect([holm([0.03]), holm([]), benjaminiHochberg([0.03]), benjaminiHochberg([])]).toEqual([
      [0.03],
      [],
      [0.03],
      [],
    ]);
  });
});

describe('laws of planning', () => {
  const rate = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  it('the smallest detectable effect has the power asked for, and a hair less has not', () => {
    const people = fc.integer({ min: 10, max: 1_000_000 });
    const law = fc.property(rate, people, people, (holdoutRate, treatedPeople, holdoutPeople) => {
      const arms = { holdoutRate, treatedPeople, holdoutPeople };
      const { up, down } = smallestDetectableEffect(arms);
      expect(up === null || up > 0).toBe(true);
      expect(down === null || down < 0).toBe(true);
      for (const effect of [up, down]) {
        if (effect === null) continue;
        const at = (share: number) => power({ ...arms, treatedRate: holdoutRate + effect * share });
        expect(Math.abs(at(1) - 0.8)).toBeLessThan(1e-9);
        expect(at(0.999)).toBeLessThan(0.8);
      }
    });
    fc.assert(law, runs);
  });
  it('the sample size has the power asked for', () => {
    const law = fc.property(rate, rate, fc.constantFrom(0.25, 1, 4, 9, 19), (treatedRate, holdoutRate, ratio) => {
      fc.pre(Math.abs(treatedRate - holdoutRate) > 1e-4);
      const { treated, holdout, exact } = sampleSize({ treatedRate, holdoutRate, ratio });
      fc.pre(Math.min(exact.treated, exact.holdout) > 1000);
      const found = power({ treatedRate, holdoutRate, treatedPeople: treated, holdoutPeople: holdout });
      expect(Math.abs(found - 0.8)).toBeLessThan(2e-3);
    });
    fc.assert(law, runs);
  });
  it.each([
    [25, 26, 2, 2],
    [2, 3, 6, 6],
    [15, 3, 4, 1],
    [2, 2, 2, 3],
  ])('sample ratio: %i people of weight %i beside %i of %i are as likely as anything', (a, v, b, w) => {
    // Two numbers of people are equally likely, and rounding must not choose between them.
    for (const scale of [1, 0.01, 1 / 3]) {
      const arms = [
        { observed: a, weight: v * scale },
        { observed: b, weight: w * scale },
      ];
      expect([sampleRatio(arms).p, sampleRatio(arms.toReversed()).p]).toEqual([1, 1]);
    }
  });
  it('sample ratio: 5 people expected are 5, whatever the scale of the weights', () => {
    for (const scale of [1, 0.01]) {
      const { method } = sampleRatio([
        { observed: 2, weight: 15 * scale },
        { observed: 27, weight: 72 * scale },
      ]);
      expect(method).toBe('chi-square');
    }
  });
  it('sample ratio: neither the order of the arms nor the scale of the weights matters', () => {
    const arm = fc.record({ observed: fc.integer({ min: 0, max: 5000 }), weight: fc.integer({ min: 1, max: 99 }) });
    const law = fc.property(fc.array(arm, { minLength: 2, maxLength: 5 }), (arms) => {
      fc.pre(arms.some(({ observed }) => observed > 0));
      const one = sampleRatio(arms).p;
      const other = sampleRatio([...arms].reverse().map((each) => ({ ...each, weight: each.weight / 100 }))).p;
      expect(one >= 0 && one <= 1).toBe(true);
      expect(other).toBeCloseTo(one, 10);
    });
    fc.assert(law, runs);
  });
});
