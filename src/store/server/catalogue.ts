import type { StoreColumnShape } from '../../model/ports.ts';
import type { Row } from '../../model/query.ts';

/** What every server is asked for in its own words: rows with `plain`, `schema`, `table` and, in order, `name` and `type` of a column (NULL: a table without columns), where it matters also `utf8`. */
export function tableShapes(rows: readonly Row[]): ReadonlyMap<string, readonly StoreColumnShape[]> {
  const tables = new Map<string, StoreColumnShape[]>();
  for (const row of rows) {
    const columns = entry(tables, nameOf(row));
    if (row.name === null) continue;
    const shape = { name: String(row.name), type: String(row.type).toLowerCase() };
    columns.push(row.utf8 ? { ...shape, utf8: true } : shape);
  }
  return tables;
}

/** Rows with `plain`, `schema`, `table`, `index` (NULL: a table without any) and, in order, `column`: NULL where an index goes on with an expression, which ends what of it is of use. */
export function indexColumns(rows: readonly Row[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const tables = new Map<string, Map<string, { columns: string[]; ended: boolean }>>();
  for (const row of rows) {
    const name = nameOf(row);
    const indexes = tables.get(name) ?? new Map<string, { columns: string[]; ended: boolean }>();
    tables.set(name, indexes);
    if (row.index === null) continue;
    const index = indexes.get(String(row.index)) ?? { columns: [], ended: false };
    indexes.set(String(row.index), index);
    if (row.column === null) index.ended = true;
    else if (!index.ended) index.columns.push(String(row.column));
  }
  const found = [...tables].map(
    ([name, indexes]) =>
      [name, [...indexes.values()].map(({ columns }) => columns).filter(({ length }) => length > 0)] as const,
  );
  return new Map(found);
}

export const tableSizes = (rows: readonly Row[]): ReadonlyMap<string, number> =>
  new Map(rows.map((row) => [nameOf(row), Number(row.rows)]));

const nameOf = ({ plain, schema, table }: Row): string => (plain ? String(table) : `${schema}.${table}`);

function entry<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
