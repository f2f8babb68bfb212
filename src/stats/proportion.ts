/** `x` people with the event among the `n` people assigned to an arm. */
export interface Proportion {
  readonly x: number;
  readonly n: number;
}
