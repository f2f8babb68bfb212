import { requireRate } from './check/require-rate.ts';

/**
 * Benjamini-Hochberg adjusted p values, in the order given: the share of false findings among the findings stays
 * below alpha. Formula: for sorted p, the running minimum from the largest of min(1, m p(i) / i).
 * Use: exploratory tables, never the goal. Source: JRSS B 57 (1995); equals R `p.adjust(p, "BH")`.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  for (const p of pValues) requireRate('p', p);
  const count = pValues.length;
  const adjusted = new Array<number>(count).fill(1);
  let lowest = 1;
  const falling = [...pValues.entries()].sort(([, a], [, b]) => b - a);
  for (const [rank, [place, p]] of falling.entries()) {
    lowest = Math.min(lowest, (count / (count - rank)) * p);
    adjusted[place] = lowest;
  }
  return adjusted;
}
