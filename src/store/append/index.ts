import Database from 'better-sqlite3';
import { CrmError } from '../../base/crm-error.ts';
import type { Cell } from '../../model/store-table.ts';

export interface AppendedRow {
  readonly table: string;
  readonly row: Readonly<Record<string, Cell>>;
}

/** The table that marks a store as made up; without it nothing is ever written into a store. */
export const simulatedMarker = 'crm_simulated';

/** Adds rows to a made-up store in one transaction. A store without the marker is refused: real stores are only read. */
export function appendToSimulatedStore(path: string, rows: Iterable<AppendedRow>): number {
  const db = new Database(path, { fileMustExist: true, timeout: 10_000 });
  try {
    const marked = db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(simulatedMarker);
    if (!marked) {
      throw new CrmError('invalid', {
        code: 'STORE.NOT_SIMULATED',
        severity: 'error',
        summary: 'this store was not made by crm demo seed',
        why: 'People react by themselves in a real store; crm never writes into one.',
        next: ['Make a made-up store: crm demo seed'],
      });
    }
    const inserts = new Map<string, Database.Statement>();
    let count = 0;
    db.transaction(() => {
      for (const { table, row } of rows) {
        const columns = Object.keys(row);
        const key = `${table} ${columns.join(' ')}`;
        let insert = inserts.get(key);
        if (!insert) {
          insert = db.prepare(`insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`);
          inserts.set(key, insert);
        }
        insert.run(...Object.values(row));
        count += 1;
      }
    }).immediate();
    return count;
  } finally {
    db.close();
  }
}
