import { createTable } from './create-table.ts';
import { literal } from './literal.ts';
import { tables } from './tables.ts';
import type { World } from './world.ts';

export type Dialect = 'sqlite' | 'postgres' | 'mysql';
export type Exec = (sql: string, values?: unknown[]) => Promise<void>;

const rowsAtOnce = 50;

/**
 * Makes the tables of a world in an empty database. Every value is a literal of its dialect, so that it does not depend on
 * what a driver makes of it.
 */
export async function fill(world: World, exec: Exec, dialect: Dialect): Promise<void> {
  for (const table of tables(world)) {
    const [create = '', ...indexes] = createTable(table, dialect);
    await exec(create);
    const names = table.columns.map(({ name }) => name).join(', ');
    for (let i = 0; i < table.rows.length; i += rowsAtOnce) {
      const lines = table.rows
        .slice(i, i + rowsAtOnce)
        .map(
          (row, k) =>
            `(${table.columns.map((column) => literal(row[column.name], column, dialect, i + k)).join(', ')})`,
        );
      await exec(`insert into ${table.name} (${names}) values\n${lines.join(',\n')}`);
    }
    for (const index of indexes) await exec(index);
  }
}
