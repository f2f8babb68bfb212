import type Database from 'better-sqlite3';
import { CrmError } from '../../base/crm-error.ts';
import { refuseWriting } from '../../base/refuse-writing.ts';
import type { Store } from '../../model/ports.ts';
import type { Query, Row } from '../../model/query.ts';
import { indexes, sizes, tables } from './catalogue.ts';
import { exactRow } from './exact-row.ts';
import { inChild } from './in-child.ts';
import { openDatabase, prepareReading } from './open-database.ts';
import { sqliteFailure } from './sqlite-failure.ts';

type ExactRow = Record<string, unknown>;

/** A read-only connection of its own: it can change nothing, and runs only statements that read. */
export function openSqliteStore(path: string, timeoutMs: number): Store {
  const db = openDatabase(path);
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = prepareReading(db, sql);
    if (statements.size < 200) statements.set(sql, statement);
    return statement;
  };
  return {
    dialect: 'sqlite',
    tables: async () => tables(db),
    indexes: async () => indexes(db),
    sizes: async () => sizes(db),
    // The connection itself cannot write.
    warnings: async () => [],
    all: async (query: Query) => {
      const statement = asFailure(path, () => prepared(query.sql));
      if (hasOwnSql(query)) {
        const found: Row[] = [];
        for await (const rows of inChild(path, query, timeoutMs)) found.push(...rows);
        return found;
      }
      return asFailure(path, () => (statement.all(...query.bindings) as ExactRow[]).map(exactRow));
    },
    explain: async ({ sql, bindings }: Query) =>
      asFailure(path, () => {
        refuseWriting(sql, 'sqlite');
        return (db.prepare(`explain query plan ${sql}`).all(...bindings) as ExactRow[]).map(exactRow);
      }),
    stream: async function* (query: Query) {
      // A statement of its own: one that is being read cannot be run again.
      const statement = asFailure(path, () => prepareReading(db, query.sql));
      if (hasOwnSql(query)) {
        for await (const rows of inChild(path, query, timeoutMs)) yield* rows;
        return;
      }
      const rows = asFailure(path, () => statement.iterate(...query.bindings) as IterableIterator<ExactRow>);
      try {
        for (const row of rows) yield exactRow(row);
      } catch (error) {
        throw sqliteFailure(path, error);
      }
    },
    close: async () => {
      db.close();
    },
  };
}

/** Whether SQL of a segment stands in it (`sql:`), which may ask for more than is ever answered; ours ends. */
const hasOwnSql = ({ sql }: Query): boolean => sql.includes('crm_found(id)');

function asFailure<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CrmError ? error : sqliteFailure(path, error);
  }
}
