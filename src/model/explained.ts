import type { ConditionWords } from './condition-words.ts';
import type { Query } from './query.ts';

/** An index that a segment could use and that is not there. */
export interface IndexAdvice {
  readonly table: string;
  readonly columns: readonly string[];
  /** In the words of the store's database. */
  readonly statement: string;
  readonly why: string;
}

export interface Explained {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly words: ConditionWords;
  readonly count: number;
  /** How many people each single condition finds by itself, in the order of the words. */
  readonly leaves: readonly { readonly condition: string; readonly count: number }[];
  readonly query: Query;
  /** The query in lines. */
  readonly sql: string;
  readonly plan: readonly string[];
  readonly advice: readonly IndexAdvice[];
  /** Part of it is asked of the ledger, a slice of the people at a time. */
  readonly asksLedger: boolean;
}
