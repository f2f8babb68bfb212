/** Reasons for which no verdict is given, whatever the numbers. */
export interface Withheld {
  readonly mismatch: boolean;
  readonly contaminated: boolean;
  /** Somebody still has time to act. */
  readonly open: boolean;
}
