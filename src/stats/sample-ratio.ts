import { binomialTwoSided } from './special/binomial-two-sided.ts';
import { chiSquareUpperTail } from './special/chi-square-upper-tail.ts';

/** Below this p the arms are not the size they should be, and the verdict is withheld. */
const ALARM_BELOW = 0.001;
/** Just under 5: weights in percent make 5 people a hair less or more. */
const EXACT_BELOW = 5 * (1 - 1e-9);

/** One arm: people found in it, and its weight in the plan (any scale; 0 = nobody should be in it). */
export interface ArmSize {
  readonly observed: number;
  readonly weight: number;
}

/** The result of the check; `expected` has one entry per arm in the order given. */
export interface SampleRatio {
  readonly expected: readonly number[];
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  readonly alarm: boolean;
  readonly method: 'chi-square' | 'exact binomial';
  /** People in arms of weight 0. They are not part of the test; any such person is an error of its own. */
  readonly unexpected: number;
}

/**
 * Sample-ratio mismatch: are the arms as large as their weights say?
 * Formula: sum of (o - e)^2 / e over arms with weight > 0, e = total w / sum w, upper chi-square tail with
 * df = those arms - 1. Two arms with fewer than 5 people expected in one: exact binomial p. Alarm at p < 0.001.
 * More than two arms with fewer than 5 expected stay with chi-square, which then alarms too easily.
 */
export function sampleRatio(arms: readonly ArmSize[]): SampleRatio {
  requireArms(arms);
  const used = arms.filter((arm) => arm.weight > 0);
  const people = used.reduce((sum, arm) => sum + arm.observed, 0);
  const weights = used.reduce((sum, arm) => sum + arm.weight, 0);
  if (people === 0) throw new RangeError('sample ratio needs at least one person in an arm with weight > 0');
  const expectedIn = (arm: ArmSize) => people * (arm.weight / weights);
  const chiSquare = used.reduce((sum, arm) => sum + (arm.observed - expectedIn(arm)) ** 2 / expectedIn(arm), 0);
  const [first, second] = used;
  const exact = used.length === 2 && used.some((arm) => expectedIn(arm) < EXACT_BELOW);
  const p =
    exact && first && second
      ? binomialTwoSided({ x: first.observed, n: people, p: first.weight / weights, q: second.weight / weights })
      : chiSquareUpperTail(chiSquare, used.length - 1);
  return {
    expected: arms.map(expectedIn),
    chiSquare,
    df: used.length - 1,
    p,
    alarm: p < ALARM_BELOW,
    method: exact ? 'exact binomial' : 'chi-square',
    unexpected: arms.reduce((sum, arm) => sum + (arm.weight > 0 ? 0 : arm.observed), 0),
  };
}

function requireArms(arms: readonly ArmSize[]): void {
  for (const { observed, weight } of arms) {
    if (!Number.isSafeInteger(observed) || observed < 0) {
      throw new RangeError(`observed must be a whole number of people, 0 or more, got ${observed}`);
    }
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weight must be a number, 0 or more, got ${weight}`);
  }
  const used = arms.filter((arm) => arm.weight > 0).length;
  if (used < 2) throw new RangeError(`sample ratio needs at least two arms with weight > 0, got ${used}`);
}
