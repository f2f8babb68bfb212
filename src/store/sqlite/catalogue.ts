import type Database from 'better-sqlite3';
import type { StoreColumnShape } from '../../model/ports.ts';

type Db = Database.Database;

export function tables(db: Db): ReadonlyMap<string, readonly StoreColumnShape[]> {
  const columns = db.prepare<[string], StoreColumnShape>('select name, lower(type) as type from pragma_table_xinfo(?)');
  return new Map(names(db, "'table', 'view'").map((name) => [name, columns.all(name)]));
}

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
  return new Map(found.filter(([, lists]) => lists.length > 0));
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
