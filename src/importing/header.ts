import { classify } from './classify.ts';
import { ColumnScan } from './column-scan.ts';
import { type FieldPlace, headerPlaces } from './delimiter.ts';
import { looksLikeEmail } from './expectation.ts';
import type { Findings } from './findings.ts';
import { safeName } from './names.ts';
import type { Csv } from './records.ts';
import type { Row } from './types.ts';

/** The columns that the first record names; findings say which names are no good. */
export function readHeader(row: Row, csv: Csv, findings: Findings): ColumnScan[] {
  const known = headerPlaces(csv.head, csv.delimiter);
  const placeOf = (index: number): FieldPlace => known[index] ?? { line: row.line, column: 1 };
  checkDelimiter(row, csv, findings);
  const value = row.cells.findIndex((cell) => isValue(cell.trim()));
  if (value >= 0) {
    findings.stop({ ...noHeader(value + 1), ...placeOf(value) });
    return [];
  }
  const columns: ColumnScan[] = [];
  const seen = new Map<string, number>();
  for (const [index, header] of row.cells.entries()) {
    const name = safeName(header);
    const twin = seen.get(name.toLowerCase());
    if (name === '') findings.add({ ...emptyName(index + 1), ...placeOf(index) });
    else if (twin !== undefined) findings.add({ ...duplicateName(name, twin + 1, index + 1), ...placeOf(index) });
    else seen.set(name.toLowerCase(), index);
    columns.push(new ColumnScan({ name, index, delimiter: csv.delimiter }));
  }
  noteChanges(row, columns, findings);
  return columns;
}

const asData = { timeName: false, decimalCommas: false };

function isValue(cell: string): boolean {
  return (
    looksLikeEmail(cell) ||
    ['bit', 'integer', 'number', 'date', 'instant', 'local_instant'].includes(classify(cell, asData))
  );
}

const shownDelimiter = (delimiter: string): string => (delimiter === '\t' ? 'tab' : delimiter);

function checkDelimiter(row: Row, csv: Csv, findings: Findings): void {
  const other = headerPlaces(csv.head, csv.detected).length;
  if (row.cells.length > 1 || csv.detected === csv.delimiter || other < 2) return;
  findings.add({
    code: 'IMPORT.DELIMITER',
    severity: 'warning',
    summary: `with the delimiter ${shownDelimiter(csv.delimiter)} the file has a single column; with ${shownDelimiter(csv.detected)} it has ${other}`,
    line: row.line,
    why: 'The delimiter was given, so it was not looked for.',
    next: [`Leave --delimiter out, or write --delimiter "${shownDelimiter(csv.detected)}".`],
  });
}

function noteChanges(row: Row, columns: readonly ColumnScan[], findings: Findings): void {
  const changed = columns.filter(({ name, index }) => name !== row.cells[index]?.trim() && name !== '');
  if (changed.length === 0) return;
  findings.add({
    code: 'IMPORT.COLUMN_NAME',
    severity: 'info',
    summary: `${changed.length === 1 ? 'a column gets a simpler name' : `${changed.length} columns get a simpler name`}: ${changed.map(({ name }) => `\`${name}\``).join(', ')}`,
    line: row.line,
    why: 'Blanks, dots and other signs have a meaning of their own in segments, so each run of them becomes _.',
  });
}

const noHeader = (position: number) => ({
  code: 'IMPORT.NO_HEADER',
  summary: `the first line looks like data, not like column names: column ${position} holds a value`,
  why: 'The columns are known by the names in the first line.',
  next: ['Export with a header line, or write one: id,email,signed_up_at'],
});

const emptyName = (position: number) =>
  ({
    code: 'IMPORT.EMPTY_NAME',
    severity: 'error',
    summary: `column ${position} has no name`,
    why: 'A column is known by its name in the first line.',
    next: [
      'Give it a name in the first line.',
      'Remove the column: spreadsheets export empty ones when they were once used.',
    ],
  }) as const;

const duplicateName = (name: string, first: number, second: number) =>
  ({
    code: 'IMPORT.DUPLICATE_NAME',
    severity: 'error',
    summary: `columns ${first} and ${second} have the same name: \`${name}\``,
    why: 'In a database upper and lower case are one, and blanks become _.',
    next: ['Rename one of them in the first line.'],
  }) as const;
