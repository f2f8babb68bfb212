import { Bug } from '../base/bug.ts';
import type { Json } from '../base/canonical-json.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Cell, StoreColumn, StoreTable } from '../model/store-table.ts';
import { convertCell } from './convert.ts';
import { readObject } from './expectation.ts';
import { Findings } from './findings.ts';
import { isBlankRow } from './infer-table.ts';
import { safeName } from './names.ts';
import { openCsv } from './records.ts';
import type { EventColumns, InferredColumn, InferredTable, Row } from './types.ts';

type Convert = (row: Row, number: number) => Cell[];

/** The table as it goes into the store. Its rows are read from the file a second time, as they are asked for. */
export function toStoreTable(inferred: InferredTable): StoreTable {
  if (inferred.findings.some(({ severity }) => severity === 'error')) throw new Bug('a table with errors is imported');
  const { event } = inferred;
  if (event) return eventTable(inferred, event);
  if (inferred.id === undefined) throw new Bug('people without an id are imported');
  const own = inferred.columns.map(({ name, type }): StoreColumn => ({ name, type }));
  const convert: Convert = (row, number) => {
    const cells = inferred.columns.map((column) => cellOf(row, column, inferred));
    return inferred.numbered ? [String(number), ...cells] : cells;
  };
  return {
    name: inferred.name,
    columns: inferred.numbered ? [{ name: inferred.id, type: 'text' }, ...own] : own,
    primaryKey: inferred.id,
    indexes: [],
    rows: { [Symbol.asyncIterator]: () => convertRows(inferred, convert) },
  };
}

function eventTable(inferred: InferredTable, event: EventColumns): StoreTable {
  const byName = new Map(inferred.columns.map((column) => [column.name, column]));
  const roles = [event.id, event.person, event.name, event.at].flatMap((name) => {
    const column = name === undefined ? undefined : byName.get(name);
    return column ? [column] : [];
  });
  const properties = inferred.columns.filter((column) => !roles.includes(column));
  const nested = properties.filter(({ type }) => type === 'json');
  const plain = properties.filter(({ type }) => type !== 'json');
  const convert: Convert = (row) => {
    const props = new Map<string, Json>();
    for (const column of nested) {
      const inner = Object.entries(readObject(row.cells[column.index]?.trim() ?? '') ?? {});
      for (const [key, value] of inner) props.set(key, value);
    }
    for (const column of plain) {
      const value = cellOf(row, column, inferred);
      if (value !== null) props.set(column.name, column.type === 'boolean' ? value === 1 : value);
    }
    return [...roles.map((column) => cellOf(row, column, inferred)), JSON.stringify(Object.fromEntries(props))];
  };
  return {
    name: inferred.name,
    columns: [...roles.map(({ name, type }): StoreColumn => ({ name, type })), { name: 'props', type: 'json' }],
    indexes: [
      [event.person, event.name, event.at],
      [event.name, event.at],
    ],
    rows: { [Symbol.asyncIterator]: () => convertRows(inferred, convert) },
  };
}

function cellOf(row: Row, column: InferredColumn, { file }: InferredTable): Cell {
  const value = convertCell(row.cells[column.index] ?? '', column);
  if (value === undefined) throw changed(file, row.line);
  return value;
}

async function* convertRows(inferred: InferredTable, convert: Convert): AsyncGenerator<Cell[]> {
  const findings = new Findings(inferred.file);
  const csv = await openCsv(inferred, findings);
  let header: Row | undefined;
  let number = 0;
  let line = 1;
  for await (const row of csv?.rows ?? []) {
    line = row.line;
    if (!header) {
      header = row;
      if (!sameHeader(row, inferred)) throw changed(inferred.file, line);
      continue;
    }
    if (row.cells.length !== inferred.columns.length) throw changed(inferred.file, line);
    if (isBlankRow(row.cells) || inferred.repeated.has(row.line)) continue;
    number += 1;
    yield convert(row, number);
  }
  if (findings.failed || number !== inferred.rows) throw changed(inferred.file, line);
}

const sameHeader = ({ cells }: Row, { columns }: InferredTable): boolean =>
  cells.length === columns.length && columns.every(({ name, index }) => name === safeName(cells[index] ?? ''));

const changed = (file: string, line: number): CrmError =>
  new CrmError('invalid', {
    code: 'IMPORT.FILE_CHANGED',
    severity: 'error',
    summary: `${file} changed while it was imported`,
    place: { file, line, column: 1 },
    why: 'It is read twice: once to find the types, once to write the rows. The second time it had other content.',
    next: ['Import again when the export is finished.'],
  });
