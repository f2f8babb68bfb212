/** Below this the series is used, from here on the continued fraction. */
const TAIL_FROM = 2;
const FRACTION_TERMS = 120;

/** The integral of the density from 0 to x: phi(x) (x + x^3/3 + x^5/(3*5) + ...). */
function centralArea(x: number, density: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-18; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return density * sum;
}

/**
 * P(Z > x) of the standard normal distribution, computed as an upper tail (never 1 - cdf): 1e-12 relative to x = 37.
 * Formula: the series above near 0; phi(x) / (x + 1/(x + 2/(x + 3/(x + ...)))) in the tail.
 * Source: Abramowitz & Stegun 26.2.11 and 26.2.14. x is in standard deviations.
 */
export function normalUpperTail(x: number): number {
  if (x < 0) return 1 - normalUpperTail(-x);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < TAIL_FROM) return 0.5 - centralArea(x, density);
  let fraction = x;
  for (let k = FRACTION_TERMS; k >= 1; k -= 1) fraction = x + k / fraction;
  return density / fraction;
}

/** P(Z <= x) of the standard normal distribution; the lower tail keeps its digits, as it is the upper tail of -x. */
export function normalCdf(x: number): number {
  return normalUpperTail(-x);
}
