import { requireRate } from './check/require-rate.ts';

/**
 * Holm's adjusted p values, in the order given: the chance of any false finding in the family stays below alpha.
 * Formula: for sorted p, the running maximum of min(1, (m - i + 1) p(i)). Use: arms x goal metrics.
 * Source: Holm, Scandinavian Journal of Statistics 6 (1979); equals R `p.adjust(p, "holm")`.
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) requireRate('p', p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  const rising = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  for (const [rank, [place, p]] of rising.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * p));
    adjusted[place] = highest;
  }
  return adjusted;
}
