import type { NonEmpty } from './random.ts';

/** The weight of each local hour, 0 to 23: almost nobody at five in the morning, most people at nine in the evening. */
export const localHours = [
  5, 3, 1.6, 0.8, 0.5, 0.5, 0.9, 2, 3, 2.5, 2.5, 3, 4, 3.5, 3, 3, 3.4, 4, 5.5, 7, 9, 10, 9.5, 7.5,
] as const;

const [midnight, ...later] = localHours;

/** The same, to draw from. */
export const hourWeights: NonEmpty<readonly [hour: number, weight: number]> = [
  [0, midnight],
  ...later.map((weight, i) => [i + 1, weight] as const),
];
