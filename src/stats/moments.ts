/** What one arm's measurements add up to: people, mean per person, and sample variance (divisor n - 1). */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}
