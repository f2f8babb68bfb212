import type { Dialect } from './fill.ts';
import type { Column, ColumnType, Table } from './tables.ts';

const types: Record<Dialect, Record<ColumnType, string>> = {
  sqlite: {
    id: 'text',
    text: 'text',
    number: 'real',
    integer: 'integer',
    boolean: 'integer',
    instant: 'text',
    date: 'text',
    json: 'text',
  },
  postgres: {
    id: 'text',
    text: 'text',
    number: 'double precision',
    integer: 'bigint',
    boolean: 'boolean',
    instant: 'timestamptz',
    date: 'date',
    json: 'jsonb',
  },
  mysql: {
    id: 'varchar(64)',
    text: 'varchar(255)',
    number: 'double',
    integer: 'bigint',
    boolean: 'tinyint(1)',
    instant: 'datetime(3)',
    date: 'date',
    json: 'json',
  },
};

/** The table and then its indexes. */
export function createTable({ name, columns, indexes }: Table, dialect: Dialect): string[] {
  const lines = columns.map((column) => `${column.name} ${type(column, dialect)}${column.key ? ' primary key' : ''}`);
  // A collation that ignores case, accents and blanks at the end: what it makes equal is not equal in a segment.
  const end = dialect === 'mysql' ? ' character set utf8mb4 collate utf8mb4_general_ci' : '';
  return [
    `create table ${name} (${lines.join(', ')})${end}`,
    ...indexes.map((keys) => `create index ${name}_${keys.join('_')} on ${name} (${keys.join(', ')})`),
  ];
}

function type({ type: of, zoneless, long }: Column, dialect: Dialect): string {
  if (zoneless && dialect === 'postgres') return 'timestamp';
  if (long && dialect === 'mysql') return 'varchar(2000)';
  return types[dialect][of];
}
