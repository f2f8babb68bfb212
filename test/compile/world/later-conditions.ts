import type { Condition } from '../../../src/model/condition.ts';

/** Conditions that the contract has and the compiler not yet. */

export interface ListCondition {
  /**
   * A file of people: lists/pmf-test.csv
   */
  list: string;
  /**
   * The column with the ids (default: the only or first one).
   */
  column?: string;
}

export type AnyCondition = Condition | ListCondition;
