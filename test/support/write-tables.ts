import type { Cell, ColumnType, StoreTable } from '../../src/model/store-table.ts';
import type { TestDatabase } from './databases.ts';

type Words = Readonly<Record<ColumnType, string>>;

const words: Readonly<Record<TestDatabase['dialect'], Words>> = {
  sqlite: {
    text: 'text',
    integer: 'integer',
    number: 'real',
    instant: 'text',
    date: 'text',
    boolean: 'integer',
    json: 'text',
  },
  postgres: {
    text: 'text',
    integer: 'bigint',
    number: 'double precision',
    instant: 'timestamptz',
    date: 'date',
    boolean: 'boolean',
    json: 'jsonb',
  },
  mysql: {
    text: 'varchar(190)',
    integer: 'bigint',
    number: 'double',
    instant: 'datetime(3)',
    date: 'date',
    boolean: 'boolean',
    json: 'json',
  },
};

const rowsAtOnce = 500;

/** Writes tables into an empty database, each column with the type that a team would give it there. */
export async function writeTables(database: TestDatabase, tables: readonly StoreTable[]): Promise<void> {
  const { dialect } = database;
  for (const table of tables) {
    const columns = table.columns.map(({ name, type }) => `${name} ${words[dialect][type]}`);
    await database.run(`create table ${table.name} (${columns.join(', ')})`);
    const write = async (rows: readonly string[]): Promise<void> => {
      if (rows.length > 0) await database.run(`insert into ${table.name} values ${rows.join(', ')}`);
    };
    let rows: string[] = [];
    for await (const row of table.rows) {
      rows.push(`(${row.map((cell, i) => literal(cell, table.columns[i]?.type ?? 'text', dialect)).join(', ')})`);
      if (rows.length === rowsAtOnce) await write(rows.splice(0));
    }
    await write(rows);
    rows = [];
    for (const index of [...(table.primaryKey ? [[table.primaryKey]] : []), ...table.indexes])
      await database.run(`create index ${table.name}_${index.join('_')} on ${table.name} (${index.join(', ')})`);
  }
}

function literal(cell: Cell, type: ColumnType, dialect: TestDatabase['dialect']): string {
  if (cell === null) return 'null';
  if (type === 'boolean' && dialect === 'postgres') return String(Boolean(cell));
  if (typeof cell === 'number') return String(cell);
  const text = type === 'instant' && dialect === 'mysql' ? new Date(cell).toISOString().slice(0, 23) : cell;
  const escaped = dialect === 'mysql' ? text.replaceAll('\\', '\\\\') : text;
  return `'${escaped.replaceAll("'", "''")}'`;
}
