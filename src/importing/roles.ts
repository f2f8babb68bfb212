import type { ColumnScan } from './column-scan.ts';
import type { EventColumns } from './types.ts';

/** What a table's role asks of its rows: looks at each, and says at the end which columns have a part in it. */
export interface RoleCheck {
  /** False when the file cannot be used at all. */
  readonly usable: boolean;
  row(cells: readonly string[], line: number): void;
  finish(columns: readonly ColumnScan[]): RoleOutcome;
}

export interface RoleOutcome {
  readonly id?: string;
  readonly numbered: boolean;
  /** Lines of rows that only repeat an earlier one. */
  readonly repeated?: ReadonlySet<number>;
  readonly event?: EventColumns;
  /** All that occur, unless there are too many. */
  readonly eventNames?: ReadonlySet<string>;
  /** Columns with ids of people. */
  readonly keys: readonly string[];
}
