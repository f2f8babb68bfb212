/** What a database takes beside the text of a query. */
export type Binding = string | number | bigint | null;

export type DialectName = 'sqlite' | 'postgres' | 'mysql' | 'mariadb';

/** The text of a query as its database reads it, with a placeholder for every binding, in order. */
export interface Query {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

export type Row = Readonly<Record<string, unknown>>;
