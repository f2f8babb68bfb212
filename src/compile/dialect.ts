import type { StoreColumnShape } from '../model/ports.ts';
import type { Binding, DialectName } from '../model/query.ts';
import type { Fragment } from './fragment.ts';
import type { Value } from './value.ts';

export type Sign = '=' | '<' | '<=' | '>' | '>=';

/** A side of a range of time. */
export interface Bound {
  readonly sign: Sign;
  readonly instant: Date;
}

export interface Range {
  readonly bounds: readonly Bound[];
  readonly zone: string;
  /** Those of the bounds that `around` was asked of before. */
  readonly narrowed?: readonly Bound[];
  /** What stands beside the test in the same row and must not be NULL: where reading a time costs much, it is looked at before. */
  readonly beside?: Fragment;
}

/**
 * What databases say differently. Every member takes and gives SQL; none of them touches a database. Tests are true, false or
 * NULL, where NULL stands for false. A value of another kind than a test asks for is missing to it: nothing is converted.
 */
export interface Dialect {
  readonly name: DialectName;
  /** A placeholder, counted from 1. */
  placeholder(index: number, value: Binding): string;
  /** A column as a value; `shape` is what the database says of it, undefined when it was not asked. */
  column(sql: Fragment, shape: StoreColumnShape | undefined): Value;
  /** What stands at a path of keys inside JSON; missing when it is no JSON. */
  at(value: Value, path: readonly string[]): Value;
  /** Neither NULL nor JSON null. */
  present(value: Value): Fragment;
  /** Missing, '', [] or {}; never NULL. */
  empty(value: Value): Fragment;

  text(value: Value): Fragment;
  /** A floating point number. */
  number(value: Value): Fragment;
  /** Seconds since 1970. A plain date is midnight in `zone`, text is read as ISO 8601. */
  instant(value: Value, zone: string): Fragment;

  /** Equal to one of these, byte by byte; in a form that an index on the column serves. */
  isText(value: Value, operands: readonly string[]): Fragment;
  isNumber(value: Value, operands: readonly number[]): Fragment;
  /** Numbers 1 and 0 are true and false, since many stores know no others. */
  isTruth(value: Value, operands: readonly boolean[]): Fragment;
  compareNumber(value: Value, sign: Sign, operand: number): Fragment;
  /** In the order of code points, whatever the database takes for the order of an alphabet. */
  compareText(value: Value, sign: Sign, operand: string): Fragment;
  /** An instant within all these bounds; of them, an index can use those before and after. A plain date is midnight in `zone`. */
  during(value: Value, range: Range): Fragment;
  /** What an index answers of it, and more: true wherever `during` is. Undefined where `during` costs no more. */
  around(value: Value, range: Range): Fragment | undefined;

  /** Text with the case of all letters folded, as `foldText` does outside. */
  fold(text: Fragment): Fragment;
  /** An address in the one spelling that tells whether two are the same, as `foldAddress` does outside. */
  foldAddress(text: Fragment): Fragment;
  /** Whether text has a part that matches a regular expression (written by `portablePattern` with `patternEnd`). */
  matches(text: Fragment, pattern: string): Fragment;
  readonly patternEnd: string;
  contains(text: Fragment, part: Fragment): Fragment;
  startsWith(text: Fragment, part: Fragment): Fragment;
  endsWith(text: Fragment, part: Fragment): Fragment;

  /** The elements of an array, in the table `alias`; an empty one when it is no array. */
  elements(value: Value, alias: string): Elements;
  /** Whether an element is an object. */
  isObject(value: Value): Fragment;
  /** Whether `from .. where ..` finds so many rows (1 or more), without counting on. */
  atLeast(rows: Fragment, count: number): Fragment;
  /** How many rows of a group pass a test. */
  countWhere(test: Fragment): Fragment;
  /** Each combination of the numbers that a query gives under these names, and as `n` how many of its rows have it. */
  tally(numbers: readonly string[], rows: Fragment): Fragment;
  /** How many elements an array has; NULL when it is none. */
  length(value: Value): Fragment;
  /** Where values may be of any kind: seconds since 1970 of the calendar day itself, as if it were in UTC; NULL when it is no plain date. Undefined when it never is. */
  plainDate(value: Value): Fragment | undefined;
  /** A value that is found once and used several times: `use` gets a name for it. */
  letIn(value: Fragment, use: (name: Fragment) => Fragment): Fragment;
  /** A part of a local time, which is given as seconds since 1970 as if it were UTC: hour 0 to 23, weekday 0 (Monday) to 6, month 1 to 12, and the day of a year as MM-DD. */
  part(local: Fragment, part: 'hour' | 'weekday' | 'month' | 'day_of_year'): Fragment;
  /** The least and the greatest of two values, the other one where one is missing. */
  least(a: Fragment, b: Fragment): Fragment;
  greatest(a: Fragment, b: Fragment): Fragment;
  /** The n-th piece (from 1) of a text between the separators, '' when there are fewer. */
  piece(text: Fragment, separator: string, n: number): Fragment;
  /** Something that is the same for two values of one kind when they are the same; NULL for what is missing, an array or an object. */
  distinctKey(value: Value): Fragment;
  /** What follows the first separator, '' without one. */
  after(text: Fragment, separator: string): Fragment;
  withoutPrefix(text: Fragment, prefix: string): Fragment;
  /** Text that is compared by its code points. */
  exactText(text: Fragment): Fragment;
  /** A text of digits as a number. */
  asNumber(text: Fragment): Fragment;
  /** The number in [0, 1) that an id has under a prefix, as `hashBucket` gives it outside. */
  bucket(prefix: string, id: Fragment): Fragment;

  /** An id as it is given away and ordered. */
  id(sql: Fragment, type: string | undefined): Fragment;
  /** An id of any type as text, to be compared with another such. */
  idText(sql: Fragment, type: string | undefined): Fragment;
  /** Whether two ids, each in a column of its own type, are one person's; in a form that an index on `left` serves. */
  sameId(left: Id, right: Id): Fragment;
  /** Whether an id is the one that stands in `text`; in a form that an index serves. */
  sameIdText(left: Id, text: Fragment): Fragment;
  /** An id that came from outside, as text, to be compared with `id`. */
  idFromText(text: Fragment, type: string | undefined): Fragment;
  /** An id that is compared and ordered as it is, whatever its column takes for equal. */
  exactId(id: Fragment, type: string | undefined): Fragment;
  /** Text of an id, short enough for a set of very many to be looked up in: the keys of two ids are equal when the texts are, byte by byte. */
  idKey(text: Fragment): Fragment;
  /** A table of the rows of a JSON text that is an array of arrays of texts and numbers, under these column names. */
  rows(json: Fragment, columns: readonly { readonly name: string; readonly kind: 'text' | 'number' }[]): Fragment;
  /** Written after `as`: the rows of a `with` are found once, where a database needs to be told. */
  readonly once: Fragment;
  /** Text of anything, for people to read. */
  shown(value: Value): Fragment;
  /** What a row gives for the value itself: of JSON, the text, number or truth that stands there. */
  given(value: Value, column: unknown): unknown;
}

/** The elements of an array as a table: what stands after `from`, and one of them. */
export interface Elements {
  readonly from: Fragment;
  readonly element: Value;
}

export interface Id {
  readonly sql: Fragment;
  readonly type: string | undefined;
}
