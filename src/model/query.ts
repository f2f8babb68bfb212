/** What a database takes beside the text of a query. */
export type Binding = string | number | bigint | null;

/** SQL text with `?` for every binding, in order. */
export interface Query {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

export type Row = Readonly<Record<string, unknown>>;
