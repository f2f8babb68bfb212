/** What a database takes beside the text of a query. */
export type Binding = string | number | bigint | null;

export type { DialectName } from '../base/dialect-name.ts';

/** SQL text with the placeholder of its database for every binding, in order: `$1`, `$2` for PostgreSQL, `?` for the others. */
export interface Query {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

export type Row = Readonly<Record<string, unknown>>;
