import type { RecordedQuestion } from './recorded.ts';

/** What a database takes beside the text of a query; an instant only where a dialect says that its database has such. */
export type Binding = string | number | bigint | Date | null;

export type { DialectName } from '../base/dialect-name.ts';

/** SQL text with the placeholder of its database for every binding, in order: `$1`, `$2` for PostgreSQL, `?` for the others. */
export interface Query {
  readonly sql: string;
  readonly bindings: readonly Binding[];
  /** The same rows asked for in another way, for a database that can tell beforehand which of the two costs it less. */
  readonly otherwise?: Query;
  /** What has to be known from the ledger first; only a store that asks the ledger (`askWithLedger`) can answer such a query. */
  readonly recorded?: RecordedPart;
}

/** A query that the ledger has a part in, asked for one slice of the people after the other, in the order of their ids. */
export interface RecordedPart {
  readonly questions: readonly RecordedQuestion[];
  /** The people of the next slice: rows (id, timezone). A query about people who are named has one slice only. */
  slice(after: string | undefined, limit: number): Query;
  readonly named: boolean;
  /** Where the first slice begins. */
  readonly after: string | undefined;
  /** The query about a slice (undefined: without its bounds), given for each question who of them it holds for. */
  ask(slice: Slice | undefined, answers: readonly (readonly string[])[]): Query;
  /** What becomes of the rows of several slices: one row with the sum of each column, or no more rows than so many. */
  readonly rows: 'sums' | { readonly most: number };
}

/** People after an id, up to and with another. */
export interface Slice {
  readonly after: string | undefined;
  readonly until: string;
}

export type Row = Readonly<Record<string, unknown>>;
