/** B(2k) / (2k (2k-1)), highest power first; from n = 16 on these eight terms are exact to a double. */
const SERIES = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
const SERIES_FROM = 16;

/**
 * What Stirling's formula leaves out: ln Gamma(n+1) - (n + 1/2) ln n + n - ln(2 pi)/2, for real n > 0; 1e-15 absolute.
 * Below 16 by the recurrence d(n) = d(n+1) + (n + 1/2) ln(1 + 1/n) - 1.
 * Source: Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
 */
export function stirlingError(n: number): number {
  let at = n;
  let sum = 0;
  while (at < SERIES_FROM) {
    sum += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const square = 1 / (at * at);
  return sum + SERIES.reduce((total, coefficient) => total * square + coefficient, 0) / at;
}
