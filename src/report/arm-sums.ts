import type { MetricSums } from '../model/ports.ts';
import type { Moments } from '../stats/index.ts';

/** Several arms as one. */
export function together(arm: string, sums: readonly MetricSums[]): MetricSums {
  const add = (pick: (one: MetricSums) => number): number => sums.reduce((total, one) => total + pick(one), 0);
  return {
    arm,
    people: add(({ people }) => people),
    converted: add(({ converted }) => converted),
    sum: add(({ sum }) => sum),
    sumOfSquares: add(({ sumOfSquares }) => sumOfSquares),
  };
}

/** Mean and variance of an amount over everybody assigned, zeros included. */
export function momentsOf({ people, sum, sumOfSquares }: MetricSums): Moments {
  const mean = people > 0 ? sum / people : 0;
  const variance = people > 1 ? Math.max(0, (sumOfSquares - people * mean * mean) / (people - 1)) : 0;
  return { n: people, mean, variance };
}

export const treatedArms = (sums: readonly MetricSums[]): readonly MetricSums[] =>
  sums.filter(({ arm }) => arm !== 'holdout');
