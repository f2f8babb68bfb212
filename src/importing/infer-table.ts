import type { ColumnScan } from './column-scan.ts';
import { eventRoles } from './event-roles.ts';
import { Findings } from './findings.ts';
import { readHeader } from './header.ts';
import { inferColumn } from './infer-column.ts';
import { peopleIds } from './people-ids.ts';
import { type Csv, openCsv } from './records.ts';
import type { RoleCheck, RoleOutcome } from './roles.ts';
import { noteTypes } from './type-findings.ts';
import type { InferredColumn, InferredTable, Row, TableSource } from './types.ts';

/** Reads a whole file once: its columns and their types by all values, and everything that is wrong with it. */
export async function inferTable(source: TableSource): Promise<InferredTable> {
  const findings = new Findings(source.file);
  const csv = await openCsv(source, findings);
  if (!csv) return emptyTable(source, ',', findings);
  const scan = new TableScan(source, csv, findings);
  for await (const row of csv.rows) {
    scan.take(row);
    if (scan.hopeless) break;
  }
  return scan.table();
}

const emptyTable = ({ name, role, file, open }: TableSource, delimiter: string, findings: Findings): InferredTable => ({
  ...{ name, role, file, open, delimiter },
  columns: [],
  rows: 0,
  numbered: false,
  repeated: new Set(),
  findings: findings.list(),
});

class TableScan {
  readonly #source: TableSource;
  readonly #csv: Csv;
  readonly #findings: Findings;
  #columns: readonly ColumnScan[] = [];
  #check: RoleCheck | undefined;
  #rows = 0;
  #blank = 0;
  #headerLine = 1;

  constructor(source: TableSource, csv: Csv, findings: Findings) {
    this.#source = source;
    this.#csv = csv;
    this.#findings = findings;
  }

  /** Nothing more can be learned: the columns are not known. */
  get hopeless(): boolean {
    return this.#check !== undefined && this.#columns.length === 0;
  }

  take(row: Row): void {
    if (!this.#check) this.#takeHeader(row);
    else if (row.cells.length !== this.#columns.length) this.#wrongCount(row);
    else if (isBlankRow(row.cells)) this.#blank += 1;
    else {
      this.#rows += 1;
      for (const column of this.#columns) column.add(row.cells[column.index] ?? '', row.line);
      this.#check.row(row.cells, row.line);
    }
  }

  table(): InferredTable {
    const outcome = this.#finish();
    const { name, role, file, open } = this.#source;
    return {
      ...{ name, role, file, open, delimiter: this.#csv.delimiter },
      columns: outcome.columns,
      rows: this.#rows - (outcome.repeated?.size ?? 0),
      numbered: outcome.numbered,
      repeated: outcome.repeated ?? new Set(),
      ...(outcome.id === undefined ? {} : { id: outcome.id }),
      ...(outcome.event === undefined ? {} : { event: outcome.event }),
      ...(outcome.eventNames === undefined ? {} : { eventNames: outcome.eventNames }),
      findings: this.#findings.list(),
    };
  }

  #takeHeader(row: Row): void {
    this.#headerLine = row.line;
    this.#columns = readHeader(row, this.#csv, this.#findings);
    const header = { columns: this.#columns, line: row.line, findings: this.#findings };
    if (this.#columns.length === 0) this.#check = unusable;
    else if (this.#source.role === 'people') this.#check = peopleIds(header, this.#source.idColumn);
    else this.#check = eventRoles(header, this.#source.event);
  }

  #wrongCount({ cells, line }: Row): void {
    const [wanted, found] = [this.#columns.length, cells.length];
    this.#findings.row({
      code: 'IMPORT.FIELD_COUNT',
      summary: `this row has ${found} ${found === 1 ? 'field' : 'fields'}, the first line has ${wanted}`,
      line,
      why: 'Which value belongs to which column is not clear.',
      next: ['A cell with the delimiter or a line break in it must stand in double quotes.'],
    });
  }

  #finish(): RoleOutcome & { readonly columns: readonly InferredColumn[] } {
    this.#noteSize();
    const usable = this.#check?.usable === true && !this.#findings.stopped;
    const outcome = usable ? this.#check?.finish(this.#columns) : undefined;
    const { numbered, keys, ...rest } = outcome ?? { numbered: false, keys: [] };
    const typed = this.#columns.map((scan) => ({
      scan,
      column: inferColumn(scan, this.#source, { keys, ...rest }),
    }));
    if (usable) noteTypes(typed, this.#findings, rest.event?.at);
    return { ...rest, numbered, keys, columns: typed.map(({ column }) => column) };
  }

  #noteSize(): void {
    if (this.#blank > 0) this.#findings.add({ ...blankRows(this.#blank), line: this.#headerLine });
    if (!this.#check && !this.#findings.stopped) this.#findings.add(emptyFile);
    else if (this.#rows === 0 && !this.#findings.failed) this.#findings.add({ ...noRows, line: this.#headerLine });
  }
}

const unusable: RoleCheck = { usable: false, row: () => {}, finish: () => ({ numbered: false, keys: [] }) };

/** A row of delimiters only: spreadsheets leave them at the end. */
export const isBlankRow = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell === '' || cell.trim() === '');

const emptyFile = {
  code: 'IMPORT.EMPTY_FILE',
  severity: 'error',
  summary: 'the file is empty',
  why: 'It has no line with column names.',
  next: ['Export it again.'],
} as const;

const noRows = {
  code: 'IMPORT.NO_ROWS',
  severity: 'error',
  summary: 'the file has column names but no rows',
  why: 'There is nothing to import, and no value to tell the types by.',
  next: ['Export it again, or leave the file out.'],
} as const;

const blankRows = (count: number) =>
  ({
    code: 'IMPORT.BLANK_ROWS',
    severity: 'info',
    summary: `${count === 1 ? '1 row has' : `${count.toLocaleString('en')} rows have`} no value at all and ${count === 1 ? 'is' : 'are'} left out`,
    why: 'Spreadsheets export such rows below the data.',
  }) as const;
