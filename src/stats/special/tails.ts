/** Both tails of a distribution at one point. They add up to 1, but the small one keeps its digits. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}
