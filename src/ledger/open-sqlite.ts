import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { initial } from './migrations/001-initial.ts';
import { howRunsStand } from './migrations/002-how-runs-stand.ts';
import { whatConditionsAsk } from './migrations/003-what-conditions-ask.ts';
import { populations } from './migrations/004-populations.ts';
import { limits } from './migrations/005-limits.ts';
import { approvals } from './migrations/006-approvals.ts';
import { forecasts } from './migrations/007-forecasts.ts';

export type Db = Database.Database;

/** How long a connection waits for another one's transaction. */
const busyMs = 10_000;

const migrations = [
  { id: '001-initial', sql: initial },
  { id: '002-how-runs-stand', sql: howRunsStand },
  { id: '003-what-conditions-ask', sql: whatConditionsAsk },
  { id: '004-populations', sql: populations },
  { id: '005-limits', sql: limits },
  { id: '006-approvals', sql: approvals },
  { id: '007-forecasts', sql: forecasts },
];

/** Opens (or makes) a ledger file: write-ahead log, every commit on disk, deleted data overwritten, readable by its owner only. */
export function openSqlite(path: string): Db {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Its owner's alone from the first byte; the log files get the permissions of the database.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const db: Db = new Database(path, { timeout: busyMs });
  try {
    writeAheadLog(db);
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The database's own time-out does not cover this switch: of two processes that make one ledger, one is refused at once. */
function writeAheadLog(db: Db): void {
  const until = performance.now() + busyMs;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** Brings the schema up to date; whole, or not at all. */
function migrate(db: Db): void {
  db.transaction(() => {
    db.exec('create table if not exists crm_migrations (id text primary key, applied_at text not null) without rowid');
    const known = new Set(db.prepare('select id from crm_migrations').pluck().all());
    for (const { id, sql } of migrations) {
      if (known.has(id)) continue;
      db.exec(sql);
      db.prepare('insert into crm_migrations (id, applied_at) values (?, ?)').run(id, new Date().toISOString());
    }
    const set = db.prepare('insert into crm_meta (key, value) values (?, ?) on conflict do nothing');
    set.run('environment_id', `env_${randomBytes(12).toString('base64url')}`);
    set.run('address_secret', randomBytes(32).toString('base64url'));
    set.run('generation', '0');
  }).immediate();
}

export function meta(db: Db, key: string): string {
  return String(db.prepare('select value from crm_meta where key = ?').pluck().get(key) ?? '');
}
