import Database from 'better-sqlite3';
import { RE2JS } from 're2js';
import { CrmError } from '../../base/crm-error.ts';
import { foldAddress } from '../../base/fold-address.ts';
import { foldText } from '../../base/fold-text.ts';
import { prefixedBucket } from '../../base/hash-bucket.ts';
import { datePattern } from '../../base/instant-pattern.ts';
import { midnight } from '../../base/midnight.ts';
import { parseMoment } from '../../base/moment.ts';
import { notReadOnly, refuseWriting } from '../../base/refuse-writing.ts';
import type { Store } from '../../model/ports.ts';
import type { Query, Row } from '../../model/query.ts';
import { fromInteger } from '../values.ts';
import { indexes, sizes, tables } from './catalogue.ts';

type Db = Database.Database;

/** A read-only connection of its own: it can change nothing, and runs only statements that read. */
export function openSqliteStore(path: string): Store {
  const db = open(path);
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    refuseWriting(sql, 'sqlite');
    const statement = db.prepare(sql);
    if (!statement.readonly || !statement.reader) throw notReadOnly('it changes something');
    return statement;
  };
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = prepare(sql);
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
    all: async ({ sql, bindings }: Query) =>
      asFailure(path, () => (prepared(sql).all(...bindings) as ExactRow[]).map(toRow)),
    explain: async ({ sql, bindings }: Query) =>
      asFailure(path, () => {
        refuseWriting(sql, 'sqlite');
        return (db.prepare(`explain query plan ${sql}`).all(...bindings) as ExactRow[]).map(toRow);
      }),
    stream: async function* ({ sql, bindings }: Query) {
      // A statement of its own: one that is being read cannot be run again.
      const rows = asFailure(path, () => prepare(sql).iterate(...bindings) as IterableIterator<ExactRow>);
      try {
        for (const row of rows) yield toRow(row);
      } catch (error) {
        throw failure(path, error);
      }
    },
    close: async () => {
      db.close();
    },
  };
}

function open(path: string): Db {
  let db: Db;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
    db.pragma('query_only = ON');
    // A page of the store is read once, however many people it is about; 64 MiB.
    db.pragma('cache_size = -65536');
    db.defaultSafeIntegers(true);
    db.prepare('select count(*) from sqlite_master').get();
  } catch (error) {
    throw failure(path, error);
  }
  db.function('crm_fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : text,
  );
  db.function('crm_address', { deterministic: true }, (text: unknown) =>
    text === null ? null : foldAddress(String(text)),
  );
  db.function('crm_piece', { deterministic: true }, (text: unknown, separator: unknown, n: unknown) =>
    text === null ? null : (String(text).split(String(separator))[Number(n) - 1] ?? ''),
  );
  db.function('crm_bucket', { deterministic: true }, (prefix: unknown, id: unknown) =>
    id === null ? null : prefixedBucket(String(prefix), String(id)),
  );
  const patterns = new Map<string, RE2JS>();
  db.function('crm_matches', { deterministic: true }, (text: unknown, pattern: unknown) => {
    if (typeof text !== 'string') return null;
    const source = String(pattern);
    const compiled = patterns.get(source) ?? RE2JS.compile(source);
    patterns.set(source, compiled);
    return compiled.matcher(text).find() ? 1 : 0;
  });
  db.function('crm_instant', { deterministic: true }, (text: unknown) => instantSeconds(String(text)));
  const cache = new Map<string, number | null>();
  db.function('crm_midnight', { deterministic: true }, (date: unknown, zone: unknown) => {
    const key = `${date} ${zone}`;
    let seconds = cache.get(key);
    if (seconds === undefined) {
      seconds = midnightSeconds(String(date), String(zone));
      if (cache.size < 100_000) cache.set(key, seconds);
    }
    return seconds;
  });
  return db;
}

type ExactRow = Record<string, unknown>;

function toRow(row: ExactRow): Row {
  for (const key in row) {
    const value = row[key];
    if (typeof value === 'bigint') row[key] = fromInteger(value);
  }
  return row;
}

/** Forms of an offset that the database does not read by itself; NULL for text that is no instant. */
function instantSeconds(text: string): number | null {
  const moment = parseMoment(text);
  return moment?.kind === 'instant' ? moment.instant.getTime() / 1000 : null;
}

const dateForm = new RegExp(datePattern);

function midnightSeconds(date: string, zone: string): number | null {
  return dateForm.test(date) ? midnight(date, zone).getTime() / 1000 : null;
}

function asFailure<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CrmError ? error : failure(path, error);
  }
}

function failure(path: string, error: unknown): CrmError {
  const { code = '', message } = error as { code?: string; message: string };
  const notADatabase = code === 'SQLITE_NOTADB';
  return new CrmError('backend', {
    code: notADatabase ? 'STORE.NOT_A_DATABASE' : 'STORE.QUERY_FAILED',
    severity: 'error',
    summary: notADatabase ? `${path} is no SQLite database` : `the store ${path} did not answer: ${message}`,
    why: notADatabase ? 'The file begins like something else.' : 'Nothing was changed: the store is only read.',
    next: [
      notADatabase
        ? 'Correct store.url in crm.yaml.'
        : 'Compare the mapping in crm.yaml with the tables of the store: crm validate --store',
    ],
  });
}
