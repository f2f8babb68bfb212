import {
  type InferredTable,
  inferTable,
  type Open,
  type TableSource,
  toStoreTable,
} from '../../src/importing/index.ts';
import type { Cell } from '../../src/model/store-table.ts';

/** Opens a text as a file would be: in chunks, which may cut characters and line ends in two. */
export const opener =
  (content: string | Uint8Array, chunkSize = 7): Open =>
  () =>
    chunks(Buffer.from(content as string), chunkSize);

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

type Options = Partial<Omit<TableSource, 'open'>> & { readonly chunk?: number };

export const infer = (
  content: string | Uint8Array,
  { chunk, role = 'people', ...options }: Options = {},
): Promise<InferredTable> =>
  inferTable({ name: role, role, file: `${role}.csv`, ...options, open: opener(content, chunk) });

export const inferEvents = (content: string | Uint8Array): Promise<InferredTable> => infer(content, { role: 'events' });

export async function rowsOf(table: InferredTable): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const row of toStoreTable(table).rows) rows.push(row);
  return rows;
}

/** The values of one column of a table of people. */
export async function valuesOf(table: InferredTable, name: string): Promise<(Cell | undefined)[]> {
  const index = toStoreTable(table).columns.findIndex((column) => column.name === name);
  return (await rowsOf(table)).map((row) => row[index]);
}

export const codes = ({ findings }: InferredTable): string[] => findings.map(({ code }) => code);
export const lines = ({ findings }: InferredTable): (number | undefined)[] => findings.map(({ place }) => place?.line);
export const typeOf = (table: InferredTable, name: string): string | undefined =>
  table.columns.find((column) => column.name === name)?.type;

const written = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A table as CSV with every cell in quotes. */
export const quoted = (rows: readonly (readonly string[])[], delimiter = ',', lineEnd = '\n'): string =>
  rows.map((row) => row.map(written).join(delimiter) + lineEnd).join('');
