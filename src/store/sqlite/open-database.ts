import Database from 'better-sqlite3';
import { RE2JS } from 're2js';
import { foldAddress } from '../../base/fold-address.ts';
import { foldText } from '../../base/fold-text.ts';
import { prefixedBucket } from '../../base/hash-bucket.ts';
import { datePattern } from '../../base/instant-pattern.ts';
import { midnight } from '../../base/midnight.ts';
import { parseMoment } from '../../base/moment.ts';
import { notReadOnly, refuseWriting } from '../../base/refuse-writing.ts';
import { sqliteFailure } from './sqlite-failure.ts';

/** A connection that can change nothing, with the functions that conditions are compiled to. */
export function openDatabase(path: string): Database.Database {
  let db: Database.Database;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
    db.pragma('query_only = ON');
    // A page of the store is read once, however many people it is about; 64 MiB.
    db.pragma('cache_size = -65536');
    db.defaultSafeIntegers(true);
    db.prepare('select count(*) from sqlite_master').get();
  } catch (error) {
    throw sqliteFailure(path, error);
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
  db.aggregate<Map<number, number>>('crm_tally', {
    start: () => new Map(),
    step: (found, number: unknown) => {
      found.set(Number(number), (found.get(Number(number)) ?? 0) + 1);
    },
    result: (found) => JSON.stringify(Object.fromEntries(found)),
    safeIntegers: false,
  });
  return db;
}

/** A statement that only reads, or an error. */
export function prepareReading(db: Database.Database, sql: string): Database.Statement {
  refuseWriting(sql, 'sqlite');
  const statement = db.prepare(sql);
  if (!statement.readonly || !statement.reader) throw notReadOnly('it changes something');
  return statement;
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
