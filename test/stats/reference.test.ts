import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  betaCdf,
  differenceInterval,
  fieller,
  holm,
  incremental,
  normalCdf,
  normalUpperTail,
  power,
  relativeInterval,
  sampleRatio,
  sampleSize,
  smallestDetectableEffect,
  studentTwoSided,
  twoProportions,
  welch,
  wilson,
} from '../../src/stats/index.ts';
import { expectNear, numberOf, numbersOf, type ReferenceCase, referenceSets } from './reference.ts';

type Check = (reference: ReferenceCase) => void;

/** Which cases a function answers for, how many there are at least in each set, and what they must come out as. */
interface Topic {
  readonly name: string;
  readonly matches: RegExp;
  readonly copied: number;
  readonly shared: number;
  readonly check: Check;
}

const armsOf = ({ inputs }: ReferenceCase) => ({
  treated: { x: numberOf(inputs, 'xt'), n: numberOf(inputs, 'nt') },
  holdout: { x: numberOf(inputs, 'xc'), n: numberOf(inputs, 'nc') },
});

const momentsOf = ({ inputs }: ReferenceCase) => ({
  treated: { n: numberOf(inputs, 'nt'), mean: numberOf(inputs, 'mt'), variance: numberOf(inputs, 'vt') },
  holdout: { n: numberOf(inputs, 'nc'), mean: numberOf(inputs, 'mc'), variance: numberOf(inputs, 'vc') },
});

const twoProportionsCase: Check = (reference) => {
  const { treated, holdout } = armsOf(reference);
  const { expected } = reference;
  const test = twoProportions(treated, holdout);
  expectNear(test.z, numberOf(expected, 'z'));
  expectNear(test.p, numberOf(expected, 'p'));
  expectNear(test.difference, numberOf(expected, 'diff'));
  const difference = differenceInterval(treated, holdout);
  expectNear(difference.low, numberOf(expected, 'mee_lower'));
  expectNear(difference.high, numberOf(expected, 'mee_upper'));
  const relative = relativeInterval(treated, holdout);
  expectNear(relative.low, numberOf(expected, 'rel_lower'));
  expectNear(relative.high, numberOf(expected, 'rel_upper'));
};

const wilsonCase: Check = ({ inputs, expected }) => {
  const interval = wilson(numberOf(inputs, 'x'), numberOf(inputs, 'n'), numberOf(inputs, 'conf'));
  expectNear(interval.low, numberOf(expected, 'lower'));
  expectNear(interval.high, numberOf(expected, 'upper'));
};

const retentionCase: Check = ({ expected }) => {
  const interval = wilson(numberOf(expected, 'x'), numberOf(expected, 'n'));
  expectNear(interval.value, numberOf(expected, 'rate'));
  expectNear(interval.low, numberOf(expected, 'lower'));
  expectNear(interval.high, numberOf(expected, 'upper'));
};

const equalPowerCase: Check = ({ inputs, expected }) => {
  const people = numberOf(inputs, 'n');
  const rates = { treatedRate: numberOf(inputs, 'p2'), holdoutRate: numberOf(inputs, 'p1') };
  expectNear(power({ ...rates, treatedPeople: people, holdoutPeople: people }), numberOf(expected, 'power'));
};

const unequalPowerCase: Check = ({ inputs, expected }) => {
  const rates = { treatedRate: numberOf(inputs, 'pt'), holdoutRate: numberOf(inputs, 'pc') };
  const people = { treatedPeople: numberOf(inputs, 'nt'), holdoutPeople: numberOf(inputs, 'nc') };
  expectNear(power({ ...rates, ...people }), numberOf(expected, 'power'));
};

const equalSizeCase: Check = ({ inputs, expected }) => {
  const rates = { treatedRate: numberOf(inputs, 'p2'), holdoutRate: numberOf(inputs, 'p1') };
  const size = sampleSize({ ...rates, power: numberOf(inputs, 'power') });
  expectNear(size.exact.holdout, numberOf(expected, 'n_per_arm'));
  expectNear(size.exact.treated, numberOf(expected, 'n_per_arm'));
};

const unequalSizeCase: Check = ({ inputs, expected }) => {
  const rates = { treatedRate: numberOf(inputs, 'pt'), holdoutRate: numberOf(inputs, 'pc') };
  const size = sampleSize({ ...rates, ratio: numberOf(inputs, 'ratio') });
  expectNear(size.exact.holdout, numberOf(expected, 'nc'));
  expectNear(size.exact.treated, numberOf(expected, 'nt'));
  expect([size.holdout, size.treated]).toEqual([numberOf(expected, 'nc_ceil'), numberOf(expected, 'nt_ceil')]);
};

const detectableCase: Check = ({ inputs, expected }) => {
  const question = {
    holdoutRate: numberOf(inputs, 'pc'),
    treatedPeople: numberOf(inputs, 'nt'),
    holdoutPeople: numberOf(inputs, 'nc'),
  };
  const { up, down } = smallestDetectableEffect(question);
  expectNear(up ?? Number.NaN, numberOf(expected, 'mde_abs'));
  expectNear(down ?? Number.NaN, numberOf(expected, 'mde_abs_negative'));
};

const sampleRatioCase: Check = ({ inputs, expected }) => {
  const weights = numbersOf(inputs, 'w');
  const arms = numbersOf(inputs, 'obs').map((observed, index) => ({ observed, weight: weights[index] ?? 0 }));
  const result = sampleRatio(arms);
  expectNear(result.chiSquare, numberOf(expected, 'chisq'));
  expect(result.df).toBe(numberOf(expected, 'df'));
  expectNear(result.p, numberOf(expected, 'p'));
  expect(result.method).toBe('chi-square');
};

const adjustCase: Check = ({ inputs, expected }) => {
  const raw = numbersOf(inputs, 'p');
  const byHolm = numbersOf(expected, 'holm');
  const byShare = numbersOf(expected, 'BH');
  holm(raw).forEach((p, index) => {
    expectNear(p, byHolm[index] ?? -1);
  });
  benjaminiHochberg(raw).forEach((p, index) => {
    expectNear(p, byShare[index] ?? -1);
  });
};

const welchCase: Check = (reference) => {
  const { treated, holdout } = momentsOf(reference);
  const { expected } = reference;
  const result = welch(treated, holdout);
  expectNear(result.difference.value, numberOf(expected, 'diff'));
  expectNear(result.standardError, numberOf(expected, 'se'));
  expectNear(result.df, numberOf(expected, 'df'));
  expectNear(result.t, numberOf(expected, 't'));
  expectNear(result.p, numberOf(expected, 'p'));
  expectNear(result.difference.low, numberOf(expected, 'lower'));
  expectNear(result.difference.high, numberOf(expected, 'upper'));
};

const fiellerCase: Check = (reference) => {
  const { treated, holdout } = momentsOf(reference);
  const interval = fieller(treated, holdout);
  expectNear(interval.value, numberOf(reference.expected, 'rel'));
  expectNear(interval.low, numberOf(reference.expected, 'lower'));
  expectNear(interval.high, numberOf(reference.expected, 'upper'));
};

const incrementalCase: Check = (reference) => {
  const rates = armsOf(reference);
  const means = momentsOf(reference);
  const { expected } = reference;
  const conversions = incremental(rates.treated.n, differenceInterval(rates.treated, rates.holdout));
  expectNear(conversions.value, numberOf(expected, 'incr_conversions'));
  expectNear(conversions.low, numberOf(expected, 'incr_conv_lower'));
  expectNear(conversions.high, numberOf(expected, 'incr_conv_upper'));
  const revenue = incremental(means.treated.n, welch(means.treated, means.holdout).difference);
  expectNear(revenue.value, numberOf(expected, 'incr_revenue'));
  expectNear(revenue.low, numberOf(expected, 'incr_rev_lower'));
  expectNear(revenue.high, numberOf(expected, 'incr_rev_upper'));
};

const normalCase: Check = ({ inputs, expected }) => {
  const lower = numbersOf(expected, 'cdf');
  const upper = numbersOf(expected, 'sf');
  numbersOf(inputs, 'x').forEach((x, index) => {
    expectNear(normalCdf(x), lower[index] ?? -1, 1e-12);
    expectNear(normalUpperTail(x), upper[index] ?? -1, 1e-12);
  });
};

const studentCase: Check = ({ inputs, expected }) => {
  const degrees = numbersOf(inputs, 'df');
  const tails = numbersOf(expected, 'p');
  numbersOf(inputs, 't').forEach((t, index) => {
    expectNear(studentTwoSided(t, degrees[index] ?? 0), tails[index] ?? -1, 1e-12);
  });
};

const betaCase: Check = ({ inputs, expected }) => {
  const [as, bs, values] = [numbersOf(inputs, 'a'), numbersOf(inputs, 'b'), numbersOf(expected, 'cdf')];
  numbersOf(inputs, 'x').forEach((x, index) => {
    expectNear(betaCdf(x, as[index] ?? 0, bs[index] ?? 0), values[index] ?? -1, 1e-11);
  });
};

const topics: readonly Topic[] = [
  { name: 'two proportions', matches: /^prop2_/, copied: 13, shared: 19, check: twoProportionsCase },
  { name: 'wilson', matches: /^wilson_/, copied: 7, shared: 16, check: wilsonCase },
  { name: 'wilson on retention', matches: /^retention_/, copied: 0, shared: 5, check: retentionCase },
  { name: 'power, equal arms', matches: /^power_R_/, copied: 1, shared: 4, check: equalPowerCase },
  { name: 'power, unequal arms', matches: /^power_unequal_/, copied: 2, shared: 4, check: unequalPowerCase },
  { name: 'sample size, equal arms', matches: /^n_R_/, copied: 1, shared: 4, check: equalSizeCase },
  { name: 'sample size, unequal arms', matches: /^n_unequal_/, copied: 2, shared: 5, check: unequalSizeCase },
  { name: 'smallest detectable effect', matches: /^mde_0/, copied: 3, shared: 4, check: detectableCase },
  { name: 'sample ratio', matches: /^srm_/, copied: 5, shared: 5, check: sampleRatioCase },
  { name: 'holm and benjamini-hochberg', matches: /^padjust_/, copied: 2, shared: 3, check: adjustCase },
  { name: 'welch', matches: /^welch_/, copied: 4, shared: 5, check: welchCase },
  { name: 'fieller', matches: /^fieller_/, copied: 1, shared: 1, check: fiellerCase },
  { name: 'incremental', matches: /^incremental_/, copied: 1, shared: 1, check: incrementalCase },
  { name: 'normal distribution', matches: /^normal_cdf$/, copied: 1, shared: 1, check: normalCase },
  { name: 'student distribution', matches: /^t_two_sided$/, copied: 1, shared: 1, check: studentCase },
  { name: 'beta distribution', matches: /^beta$/, copied: 1, shared: 1, check: betaCase },
];

for (const [place, set] of referenceSets.entries()) {
  describe.skipIf(!set.present)(`reference values, ${set.name}`, () => {
    for (const { name, matches, copied, shared, check } of topics) {
      const cases = set.cases.filter(({ id }) => matches.test(id));
      const least = place === 0 ? copied : shared;
      it.each(cases)(`${name}: $id`, check);
      it(`${name}: none of the cases is missing`, () => expect(cases.length).toBeGreaterThanOrEqual(least));
    }
  });
}
