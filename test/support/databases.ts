import { join } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { DialectName } from '../../src/model/query.ts';
import { tempDir } from './run-crm.ts';
import { mysqlServer, postgresServer, type TestServer } from './test-servers.ts';

export interface TestDatabase {
  readonly dialect: DialectName;
  /** For store.url. */
  readonly url: string;
  /** Runs a statement with all rights, on a connection of its own. */
  run(sql: string): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export interface DatabaseKind {
  readonly dialect: DialectName;
  /** The dialect, and why it is skipped. */
  readonly name: string;
  readonly missing: boolean;
  create(): Promise<TestDatabase>;
}

/** Every kind of database that tests know; what is missing here has its reason in its name. Each `create` gives an empty database. */
export async function databaseKinds(): Promise<readonly DatabaseKind[]> {
  const sqlite: DatabaseKind = { dialect: 'sqlite', name: 'sqlite', missing: false, create: sqliteDatabase };
  return [
    sqlite,
    kind('postgres', await postgresServer(), postgresDatabase),
    kind('mysql', await mysqlServer(), mysqlDatabase),
  ];
}

function kind(dialect: DialectName, server: TestServer, create: (url: string) => Promise<TestDatabase>): DatabaseKind {
  if ('url' in server) return { dialect, name: dialect, missing: false, create: () => create(server.url) };
  const name = `${dialect} (skipped: ${server.missing})`;
  return { dialect, name, missing: true, create: () => Promise.reject(new Error(name)) };
}

let made = 0;
const databaseName = (): string => {
  made += 1;
  return `crm_test_${process.pid}_${Date.now() % 1_000_000}_${made}`;
};

async function sqliteDatabase(): Promise<TestDatabase> {
  const path = join(tempDir(), 'store.db');
  const db = new Database(path);
  return {
    dialect: 'sqlite',
    url: `sqlite:${path}`,
    run: async (sql) => {
      const statement = db.prepare(sql);
      if (statement.reader) return statement.all() as Record<string, unknown>[];
      statement.run();
      return [];
    },
    drop: async () => {
      db.close();
    },
  };
}

async function postgresDatabase(server: string): Promise<TestDatabase> {
  const name = databaseName();
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const own = new pg.Client({ connectionString: url.href });
  await own.connect();
  return {
    dialect: 'postgres',
    url: url.href,
    run: async (sql) => (await own.query(sql)).rows,
    drop: async () => {
      await own.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function mysqlDatabase(server: string): Promise<TestDatabase> {
  const name = databaseName();
  const own = await mysql.createConnection({ uri: server, charset: 'utf8mb4', supportBigNumbers: true });
  await own.query(`create database ${name} character set utf8mb4`);
  await own.query(`use ${name}`);
  await own.query("set time_zone = '+00:00'");
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    dialect: 'mysql',
    url: url.href,
    run: async (sql) => {
      const [rows] = await own.query(sql);
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
    drop: async () => {
      await own.query(`drop database ${name}`);
      await own.end();
    },
  };
}
