import type { Diagnostic } from '../base/diagnostic.ts';
import type { ColumnType } from '../model/store-table.ts';

/** Opens the file from its beginning: once to infer, once to convert. */
export type Open = () => AsyncIterable<Uint8Array>;

export interface TableSource {
  /** The name of the table in the new store. */
  readonly name: string;
  readonly role: 'people' | 'events';
  readonly open: Open;
  /** The path that findings name. */
  readonly file: string;
  readonly idColumn?: string | undefined;
  /** Columns of events that were named; found by their names when not given. */
  readonly event?: NamedEventColumns | undefined;
  /** Of times without an offset; UTC when not given. */
  readonly zone?: string | undefined;
  /** One character, or `tab`; detected when not given. */
  readonly delimiter?: string | undefined;
}

export interface NamedEventColumns {
  readonly person?: string | undefined;
  readonly name?: string | undefined;
  readonly at?: string | undefined;
}

/** Which part of 13/02/2026 is the day. */
export type DayOrder = 'day_first' | 'month_first';

/** What all values of a column have in common. */
export interface Typing {
  readonly type: ColumnType;
  readonly dayOrder?: DayOrder;
  /** NULL, NaN, N/A and the like count as missing. */
  readonly nullWords: boolean;
}

export interface InferredColumn extends Typing {
  readonly name: string;
  /** Its position in the file, from 0. */
  readonly index: number;
  /** Identifies something (a person, an event, a kind of event): always text, without blanks around it. */
  readonly key: boolean;
  /** An address, without blanks around it; or consent, where what is not clearly yes is no. */
  readonly reading?: 'address' | 'consent';
  /** Of times without an offset; undefined when there are none. */
  readonly zone?: string;
  /** Cells with a value. */
  readonly filled: number;
  /** Values that are no address, or neither yes nor no. */
  readonly odd?: { readonly count: number; readonly lines: readonly number[] };
  /** Every value is 0 or 1. */
  readonly zeroOne: boolean;
  /** Values that look like what the name promises (an e-mail address, a phone number, a JSON object). */
  readonly alike: number;
}

export interface EventColumns {
  readonly person: string;
  readonly name: string;
  readonly at: string;
  readonly id?: string;
}

export interface InferredTable {
  readonly name: string;
  readonly role: 'people' | 'events';
  readonly file: string;
  readonly open: Open;
  readonly delimiter: string;
  /** The columns of the file, in order. */
  readonly columns: readonly InferredColumn[];
  readonly rows: number;
  /** People: the id column, of the file or the new one when the rows are numbered. */
  readonly id?: string;
  readonly numbered: boolean;
  /** Lines of rows that say word for word what an earlier row with the same id says; left out. */
  readonly repeated: ReadonlySet<number>;
  readonly event?: EventColumns;
  /** All names of events that occur, unless there are too many. */
  readonly eventNames?: ReadonlySet<string>;
  /** Nothing may be imported when one of them is an error. */
  readonly findings: readonly Diagnostic[];
}

/** A record of the file: its cells as text, and the line where it begins. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}
