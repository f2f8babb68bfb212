/**
 * x ln(x/m) + m - x for x > 0, m > 0, without the cancellation where x is near m.
 * Formula: with v = (x-m)/(x+m): (x-m) v + 2 x (v^3/3 + v^5/5 + ...).
 * Source: Loader, Fast and Accurate Computation of Binomial Probabilities (2000), function bd0.
 */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) > 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
