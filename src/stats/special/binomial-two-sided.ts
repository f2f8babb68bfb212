import { binomialDensity } from './binomial-density.ts';
import { bisect } from './bisect.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** Ties of the density are found in spite of rounding, as R does. */
const TIE = 1 + 1e-7;

/** x of n, each with probability p; `q` = 1 - p. */
interface Draw {
  readonly x: number;
  readonly n: number;
  readonly p: number;
  readonly q: number;
}

function lowerTail({ x, n, p, q }: Draw): number {
  if (x < 0) return 0;
  return x >= n ? 1 : incompleteBeta({ x: q, y: p, a: n - x, b: x + 1 }).lower;
}

/** The same draw counted from the other side. */
function mirrored({ x, n, p, q }: Draw): Draw {
  return { x: n - x, n, p: q, q: p };
}

/**
 * The exact two-sided p of x of n under probability p: the sum over all outcomes that are not more likely than x.
 * The density falls on both sides of its mode, so the sum is two tails. Source: R `binom.test`.
 */
export function binomialTwoSided(draw: Draw): number {
  const { n, p } = draw;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const limit = binomialDensity(draw) * TIE;
  // Two outcomes may be the likeliest, and which of them is the mode is then a matter of rounding.
  if (draw.x === mode || binomialDensity({ ...draw, x: mode }) <= limit) return 1;
  if (draw.x > mode) return binomialTwoSided(mirrored(draw));
  const isAsRare = (x: number) => binomialDensity({ ...draw, x }) <= limit;
  const own = lowerTail(draw);
  if (!isAsRare(n)) return Math.min(1, own);
  const first = Math.ceil(bisect({ inside: n, outside: mode }, (x) => isAsRare(Math.ceil(x))));
  return Math.min(1, own + lowerTail({ ...mirrored(draw), x: n - first }));
}
