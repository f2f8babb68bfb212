import { requireBetween } from '../check/require-between.ts';
import { binomialDensity } from './binomial-density.ts';
import type { Tails } from './tails.ts';

const EPSILON = 1e-15;

/** A point of the beta distribution; `y` = 1 - x is given apart so that neither loses digits. */
export interface BetaPoint {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
}

/** The continued fraction that divides x^a y^b / B(a, b); modified Lentz method. */
function fraction({ x, y, a, b }: BetaPoint): number {
  const slope = a * y - b * x + 1;
  let value = (a * slope) / (a + 1);
  let c = value;
  let d = 0;
  for (let m = 1, change = 0; Math.abs(change - 1) > EPSILON; m += 1) {
    const near = a + 2 * m - 1;
    const over = ((a + m - 1) / near) * ((a + b + m - 1) / near) * m * (b - m) * x * x;
    const under = m + (m * (b - m) * x) / near + ((a + m) * (slope + m * (2 - x))) / (near + 2);
    d = 1 / (under + over * d);
    c = under + over / c;
    change = c * d;
    value *= change;
  }
  return value;
}

/**
 * The regularised incomplete beta function I_x(a, b) (`lower`) and its complement I_y(b, a) (`upper`), a, b > 0.
 * The smaller one is computed directly, so far tails keep their digits (1e-12 relative).
 * Source: DiDonato & Morris, ACM TOMS 18 (1992), eq. 9; factor by Loader (2000).
 */
export function incompleteBeta(point: BetaPoint): Tails {
  const { x, y, a, b } = point;
  requireBetween('a', a, { low: 0, high: Infinity });
  requireBetween('b', b, { low: 0, high: Infinity });
  if (!(x >= 0 && y >= 0)) throw new RangeError(`x must be between 0 and 1, got ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  const factor = ((a * b) / (a + b)) * binomialDensity({ x: a, n: a + b, p: x, q: y });
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = factor / fraction(point);
    return { lower, upper: 1 - lower };
  }
  const upper = factor / fraction({ x: y, y: x, a: b, b: a });
  return { lower: 1 - upper, upper };
}
