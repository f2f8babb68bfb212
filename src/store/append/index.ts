import Database from 'better-sqlite3';
import { CrmError } from '../../base/crm-error.ts';
import type { Cell } from '../../model/store-table.ts';

export interface AppendedRow {
  readonly table: string;
  readonly row: Readonly<Record<string, Cell>>;
}

/** The table that marks a store as made up, with the deliveries people have reacted to; without it nothing is ever written into a store. */
export const simulatedMarker = 'crm_simulated';

/**
 * Adds the reactions to deliveries to a made-up store, in one transaction, each delivery once: `react` is asked for the rows
 * of those that are new. A store without the marker is refused: real stores are only read. Returns what was added.
 */
export function appendToSimulatedStore<D extends { readonly key: string }>(
  path: string,
  deliveries: readonly D[],
  react: (fresh: readonly D[]) => Iterable<AppendedRow>,
): { deliveries: number; rows: number } {
  const db = new Database(path, { fileMustExist: true, timeout: 10_000 });
  try {
    if (!isMarked(db)) throw notSimulated();
    const mark = db.prepare(`insert into ${simulatedMarker} (delivery) values (?) on conflict do nothing`);
    return db
      .transaction(() => {
        const fresh = deliveries.filter(({ key }) => mark.run(key).changes === 1);
        return { deliveries: fresh.length, rows: insertAll(db, react(fresh)) };
      })
      .immediate();
  } finally {
    db.close();
  }
}

const isMarked = (db: Database.Database): boolean =>
  db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(simulatedMarker) !== undefined;

/** Whether a file is a store that `crm demo seed` made. */
export function isSimulatedStore(path: string): boolean {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return isMarked(db);
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function insertAll(db: Database.Database, rows: Iterable<AppendedRow>): number {
  const inserts = new Map<string, Database.Statement>();
  let count = 0;
  for (const { table, row } of rows) {
    const columns = Object.keys(row);
    const key = `${table} ${columns.join(' ')}`;
    const insert =
      inserts.get(key) ??
      db.prepare(
        `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      );
    inserts.set(key, insert);
    insert.run(...Object.values(row));
    count += 1;
  }
  return count;
}

const notSimulated = (): CrmError =>
  new CrmError('invalid', {
    code: 'STORE.NOT_SIMULATED',
    severity: 'error',
    summary: 'this store was not made by crm demo seed',
    why: 'People react by themselves in a real store; crm never writes into one.',
    next: ['Make a made-up store: crm demo seed'],
  });
