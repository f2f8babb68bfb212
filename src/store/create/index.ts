import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import type { Cell, ColumnType, StoreTable } from '../../model/store-table.ts';

export interface CreateStore {
  readonly path: string;
  readonly tables: readonly StoreTable[];
  readonly onProgress?: (table: string, rows: number) => void;
  /** Columns whose values should be ids of another table: rows without a counterpart are counted. */
  readonly references?: readonly Reference[];
}

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly to: { readonly table: string; readonly column: string };
}

export interface CreatedStore {
  readonly rows: ReadonlyMap<string, number>;
  /** Rows that refer to nobody, by table. */
  readonly orphans: ReadonlyMap<string, number>;
}

const batch = 10_000;

/**
 * Writes a new SQLite store from tables: into a file beside it first, put in place whole. What stood there before stays
 * until the new one is complete.
 */
export async function createStore({ path, tables, onProgress, references = [] }: CreateStore): Promise<CreatedStore> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  for (const file of [draft, `${draft}-journal`, `${draft}-wal`, `${draft}-shm`]) rmSync(file, { force: true });
  const before = process.umask(0o077);
  const db = new Database(draft);
  process.umask(before);
  const counts = new Map<string, number>();
  try {
    // A draft that a crash leaves behind is thrown away, so it needs no journal.
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    const dialect = knex({ client: 'better-sqlite3', useNullAsDefault: true });
    for (const table of tables) counts.set(table.name, await writeTable(db, { dialect, table, onProgress }));
    db.pragma('optimize');
    db.exec('analyze');
    const orphans = new Map(references.map((one) => [one.table, countOrphans(db, one)]));
    db.close();
    for (const suffix of ['-wal', '-shm']) if (existsSync(path + suffix)) rmSync(path + suffix);
    renameSync(draft, path);
    return { rows: counts, orphans };
  } catch (error) {
    db.close();
    rmSync(draft, { force: true });
    throw error;
  }
}

function countOrphans(db: Database.Database, { table, column, to }: Reference): number {
  const sql = `select count(*) from ${quote(table)} e where e.${quote(column)} is not null and not exists (select 1 from ${quote(to.table)} p where p.${quote(to.column)} = e.${quote(column)})`;
  return Number(db.prepare(sql).pluck().get());
}

interface WriteTable {
  readonly dialect: Knex;
  readonly table: StoreTable;
  readonly onProgress: CreateStore['onProgress'];
}

async function writeTable(db: Database.Database, { dialect, table, onProgress }: WriteTable): Promise<number> {
  const create = dialect.schema.createTable(table.name, (builder) => {
    for (const { name, type } of table.columns) {
      const column = builder.specificType(name, sqlType[type]);
      if (name === table.primaryKey) column.primary();
    }
  });
  db.exec(create.toQuery());
  const insert = db.prepare(
    `insert into ${quote(table.name)} (${table.columns.map(({ name }) => quote(name)).join(', ')}) values (${table.columns.map(() => '?').join(', ')})`,
  );
  const write = db.transaction((rows: readonly (readonly Cell[])[]) => {
    for (const row of rows) insert.run(...row);
  });
  let waiting: (readonly Cell[])[] = [];
  let count = 0;
  for await (const row of table.rows) {
    waiting.push(row);
    if (waiting.length < batch) continue;
    write(waiting);
    count += waiting.length;
    waiting = [];
    onProgress?.(table.name, count);
  }
  write(waiting);
  for (const [i, columns] of table.indexes.entries()) {
    db.exec(
      `create index ${quote(`${table.name}_${columns.join('_')}_${i}`)} on ${quote(table.name)} (${columns.map(quote).join(', ')})`,
    );
  }
  return count + waiting.length;
}

const sqlType: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'integer',
  number: 'real',
  instant: 'text',
  date: 'text',
  boolean: 'integer',
  json: 'text',
};

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
