/** What a database takes beside the text of a query. */
export type Binding = string | number | bigint | null;

/** The databases that a store can be in; MariaDB is `mysql`. */
export type DialectName = 'sqlite' | 'postgres' | 'mysql';

/** SQL text with the placeholder of its database for every binding, in order: `$1`, `$2` for PostgreSQL, `?` for the others. */
export interface Query {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

export type Row = Readonly<Record<string, unknown>>;
