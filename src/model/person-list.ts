import type { Condition, ListCondition } from './condition.ts';
import { walkCondition } from './walk-condition.ts';
import type { SegmentFile } from './workspace.ts';

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

/** What is kept of a list when it is applied: enough to know it again, and nobody's id. */
export interface AppliedList {
  readonly sha256: string;
  readonly ids: number;
}

/** A segment as it is applied: with the lists, by `listKey`, that it was reviewed with. */
export type AppliedSegment = SegmentFile & { readonly lists?: Readonly<Record<string, AppliedList>> };

/** Every list that a condition asks for by itself. */
export const listConditions = (where: Condition): ListCondition[] =>
  [...walkCondition(where, [])].flatMap(({ condition }) => ('list' in condition ? [condition] : []));
