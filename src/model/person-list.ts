import type { ListCondition } from './condition.ts';

/** The ids that a file of the workspace holds in one of its columns. */
export interface PersonList {
  /** lists/pmf-test.csv */
  readonly file: string;
  readonly column: string | undefined;
  /** Of the bytes of the file. */
  readonly sha256: string;
  /** Each once, in the order of the file. */
  readonly ids: readonly string[];
}

/** Lists by `listKey`. */
export type PersonLists = ReadonlyMap<string, PersonList>;

/** What a condition asks for: a file, and the column where it names one. */
export const listKey = ({ list, column }: Pick<ListCondition, 'list' | 'column'>): string =>
  column === undefined ? list : `${list}:${column}`;
