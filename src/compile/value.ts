import type { Fragment } from './fragment.ts';

/**
 * What a stored value is, as far as the database says so beforehand. `any`: every row has a kind of its own (SQLite).
 * `stamp` is an instant without a zone, read as UTC.
 */
export type Kind = 'text' | 'number' | 'boolean' | 'instant' | 'stamp' | 'date' | 'json' | 'bytes' | 'any';

/** A value in a row. Only the dialect that made it looks inside; for everybody else it is something to test. */
export interface Value {
  readonly kind: Kind;
  readonly sql: Fragment;
  /** Where rows differ: SQL that names the kind of this row's value. */
  readonly type?: Fragment;
  /** Of any kind, but never a number: what compares as text is text. */
  readonly noNumbers?: true;
  /** Text that is stored in UTF-8, where a database knows several encodings. */
  readonly utf8?: true;
  /** Numbers that count time: how many of them make a second. */
  readonly perSecond?: number;
}
