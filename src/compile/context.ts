import type { ListCondition } from '../model/condition.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { RecordedQuestion } from '../model/recorded.ts';
import type { SegmentFile, StoreMapping } from '../model/workspace.ts';
import type { Dialect } from './dialect.ts';
import type { EventRows } from './events/event-rows.ts';
import type { Fragment } from './fragment.ts';

/** What every part of the compiler needs to know; nothing of it changes during a command. */
export interface Context {
  readonly dialect: Dialect;
  readonly mapping: StoreMapping;
  /** The store's tables as it describes them; empty when it was not asked. */
  readonly tables: ReadonlyMap<string, readonly StoreColumnShape[]>;
  /** The workspace's zone: of plain dates, and of people without one. */
  readonly zone: string;
  /** The zones of people, as the store spells them; what is no zone is among them too. */
  readonly zones: readonly string[];
  readonly now: Date;
  /** The condition of a segment, undefined when there is none. */
  readonly segment: (id: string) => SegmentFile | undefined;
  /** The campaigns with a tag. */
  readonly tagged: (tag: string) => readonly string[];
  /** What the ledger has to be asked, by what asks it; filled while conditions are compiled. */
  readonly questions: Map<object, RecordedQuestion>;
  /** The ids of a list as JSON: [["u1"],["u2"]]. */
  readonly list: (condition: ListCondition) => string;
  /** Whether an index of a table begins with these columns; undefined where nobody knows. */
  readonly indexed: (table: string, ...columns: readonly string[]) => boolean | undefined;
  /** About how many rows a table has; undefined where nobody knows. */
  readonly rows: (table: string) => number | undefined;
  /** Where a query is about everybody, events may be counted for all people at once. */
  readonly counts?: EventCounts;
}

/** Numbers of events that are counted once, for everybody, instead of person by person. */
export interface EventCounts {
  /** How many of the person's (alias p) events there are; NULL or 0 where there are none. Undefined when it depends on the person which ones count. */
  count(rows: EventRows): Fragment | undefined;
}
