import type Database from 'better-sqlite3';
import type { StoreColumnShape } from '../../model/ports.ts';

type Db = Database.Database;

export function tables(db: Db): ReadonlyMap<string, readonly StoreColumnShape[]> {
  const columns = db.prepare<[string], StoreColumnShape>('select name, lower(type) as type from pragma_table_xinfo(?)');
  const ordinary = new Set(
    db.prepare("select name from pragma_table_list where schema = 'main' and type = 'table'").pluck().all(),
  );
  return new Map(
    names(db, "'table', 'view'").map((table) => {
      const shapes = columns.all(table);
      return [table, ordinary.has(table) ? shapes.map(asStored) : shapes];
    }),
  );
}

/** Only a table turns what is stored into what its type says; a view passes on what it finds. */
const asStored = (column: StoreColumnShape): StoreColumnShape =>
  !column.type.includes('int') && /char|clob|text/.test(column.type) ? { ...column, noNumbers: true } : column;

/** Only what any query can use: no partial index. An expression ends what is of use in an index. */
export function indexes(db: Db): ReadonlyMap<string, readonly (readonly string[])[]> {
  const list = db.prepare<[string], string>('select name from pragma_index_list(?) where partial = 0').pluck();
  const parts = db.prepare<[string], string | null>('select name from pragma_index_xinfo(?) where "key" = 1').pluck();
  const key = db.prepare<[string], string>('select name from pragma_table_xinfo(?) where pk > 0 order by pk').pluck();
  const found = names(db, "'table'").map((table) => {
    const all = [key.all(table), ...list.all(table).map((index) => upToExpression(parts.all(index)))];
    const once = new Map(all.filter(({ length }) => length > 0).map((columns) => [columns.join('\0'), columns]));
    return [table, [...once.values()]] as const;
  });
  return new Map(found);
}

/** The last number of a row: no table has more rows, if it numbers them at all. */
export function sizes(db: Db): ReadonlyMap<string, number> {
  return new Map(
    names(db, "'table'").flatMap((table): [string, number][] => {
      try {
        const last = db
          .prepare(`select max(rowid) from "${table.replaceAll('"', '""')}"`)
          .pluck()
          .get();
        // A column of any other meaning may have that name.
        return typeof last === 'bigint' || last === null ? [[table, Number(last ?? 0)]] : [];
      } catch {
        return [];
      }
    }),
  );
}

const names = (db: Db, kinds: string): string[] =>
  db
    .prepare(`select name from sqlite_master where type in (${kinds}) and name not like 'sqlite_%'`)
    .pluck()
    .all() as string[];

function upToExpression(columns: readonly (string | null)[]): string[] {
  const end = columns.indexOf(null);
  return (end < 0 ? columns : columns.slice(0, end)).map(String);
}
