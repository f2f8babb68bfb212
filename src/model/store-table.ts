/** A value that a store's cell holds. Instants are ISO 8601 text in UTC. */
export type Cell = string | number | null;

/** The type of a column, by what it means; every database has its own word for it. */
export type ColumnType = 'text' | 'integer' | 'number' | 'instant' | 'date' | 'boolean' | 'json';

export interface StoreColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A whole table to be written into a new store: rows are streamed, so it may be larger than memory. */
export interface StoreTable {
  readonly name: string;
  readonly columns: readonly StoreColumn[];
  readonly primaryKey?: string;
  /** Each index as its columns, in order. */
  readonly indexes: readonly (readonly string[])[];
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}
