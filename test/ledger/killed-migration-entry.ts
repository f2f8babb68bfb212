import Database from 'better-sqlite3';
import { openSqlite } from '../../src/ledger/open-sqlite.ts';

// Opens a ledger and is killed after the n-th statement that changes its tables.
const [, , path = '', n = '1'] = process.argv;
let left = Number(n);
const { exec } = Database.prototype;
Database.prototype.exec = function run(this: Database.Database, sql: string) {
  exec.call(this, sql);
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  return this;
};
openSqlite(path).close();
