import type { Diagnostic } from '../../base/diagnostic.ts';
import { headerPlaces } from '../delimiter.ts';
import { Findings } from '../findings.ts';
import { type Csv, openCsv } from '../records.ts';
import type { Row } from '../types.ts';
import { IdCells } from './id-cells.ts';
import { looksLikeIds } from './looks-like-ids.ts';

export interface ListSource {
  /** The path that findings name. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Columns whose ids are wanted; undefined is the first one. */
  readonly columns: readonly (string | undefined)[];
}

export interface ListContent {
  /** The names in the first line. */
  readonly header: readonly string[];
  /** Each id once, for every column that is there. */
  readonly ids: ReadonlyMap<string | undefined, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
}

const looked = 200;

/** The ids that a CSV file names: a header, then a row for each person. Nobody's id is in a finding. */
export async function readPersonList({ file, bytes, columns }: ListSource): Promise<ListContent> {
  const findings = new Findings(file);
  const csv = await openCsv({ open: () => once(bytes) }, findings);
  const rows = csv?.rows[Symbol.asyncIterator]();
  const first = await rows?.next();
  if (!csv || !rows || !first || first.done === true) {
    if (!findings.failed) findings.stop(empty);
    return { header: [], ids: new Map(), diagnostics: findings.list() };
  }
  const names = first.value.cells.map((name) => name.trim());
  const start: Row[] = [];
  while (start.length < looked) {
    const next = await rows.next();
    if (next.done === true) break;
    start.push(next.value);
  }
  const wanted = cellsOf(columns, names);
  const suspect = noHeader(names, start, wanted);
  if (suspect !== undefined) {
    findings.stop({ ...withoutHeader, ...placeOf(csv, suspect) });
    return { header: names, ids: new Map(), diagnostics: findings.list() };
  }
  for (const { at, name } of wanted)
    if (name !== undefined && names.lastIndexOf(name) !== at)
      findings.add({ ...twice(name), ...placeOf(csv, names.lastIndexOf(name)) });
  for (const row of start) for (const { ids } of wanted) ids.row(row);
  for (let next = await rows.next(); next.done !== true; next = await rows.next())
    for (const { ids } of wanted) ids.row(next.value);
  for (const { ids } of wanted) ids.finish(findings);
  return {
    header: names,
    ids: new Map(wanted.map(({ name, ids }) => [name, ids.all()])),
    diagnostics: findings.list(),
  };
}

interface Wanted {
  readonly name: string | undefined;
  readonly at: number;
  readonly ids: IdCells;
}

/** Columns that are not there are told of where they are asked for. */
const cellsOf = (columns: ListSource['columns'], names: readonly string[]): Wanted[] =>
  [...new Set(columns)].flatMap((name) => {
    const at = name === undefined ? 0 : names.indexOf(name);
    return at < 0 ? [] : [{ name, at, ids: new IdCells(at) }];
  });

/** The first column whose name looks like one of its own values. */
function noHeader(names: readonly string[], rows: readonly Row[], wanted: readonly Wanted[]): number | undefined {
  const asked = wanted.length > 0 ? wanted.map(({ at }) => at) : names.keys();
  return [...asked].find((at) =>
    looksLikeIds(
      names[at] ?? '',
      rows.map(({ cells }) => cells[at]?.trim() ?? ''),
    ),
  );
}

const placeOf = ({ head, delimiter }: Csv, at: number): { line: number; column: number } =>
  headerPlaces(head, delimiter)[at] ?? { line: 1, column: 1 };

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const empty = {
  code: 'LIST.EMPTY',
  summary: 'the file is empty',
  why: 'A list has a first line with the names of its columns, then a line for each person.',
  next: ['Fill it, or remove the condition that asks for it.'],
} as const;

const withoutHeader = {
  code: 'LIST.NO_HEADER',
  summary: 'the first line looks like a person, not like the name of a column',
  why: 'The first line names the columns; whoever stands there would be left out without a word.',
  next: ['Write a line above it: user_id'],
} as const;

const twice = (name: string) =>
  ({
    code: 'LIST.COLUMN_TWICE',
    severity: 'error',
    summary: `two columns have the name \`${name}\``,
    why: 'It is not clear which of them holds the ids.',
    next: ['Rename one of them in the first line.'],
  }) as const;
