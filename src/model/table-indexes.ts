import { byName } from '../base/by-name.ts';
import { sameName } from '../base/same-name.ts';

/** The columns of every index of each table, as `Store.indexes` gives them. */
type Indexes = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The indexes of a table; undefined when it is no table but a view. */
export const tableIndexes = (indexes: Indexes, table: string): readonly (readonly string[])[] | undefined =>
  byName(indexes, table);

/** Whether an index begins with these columns, in this order. */
export const beginsWith = (index: readonly string[], columns: readonly string[]): boolean =>
  columns.every((column, i) => sameName(index[i] ?? '', column));
