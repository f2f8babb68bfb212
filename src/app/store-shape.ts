import { byName } from '../base/by-name.ts';
import { sameName } from '../base/same-name.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { DialectName } from '../model/query.ts';

/** Tables and columns of a store, as its database names them. */
export interface StoreShape {
  readonly dialect: DialectName;
  readonly tables: ReadonlyMap<string, readonly StoreColumnShape[]>;
}

export const columnsOf = ({ tables }: StoreShape, table: string): readonly StoreColumnShape[] | undefined =>
  byName(tables, table);

export const columnType = (shape: StoreShape, table: string, column: string): string | undefined =>
  columnsOf(shape, table)?.find(({ name }) => sameName(name, column))?.type;
