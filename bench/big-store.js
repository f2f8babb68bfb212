import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';
import pg from 'pg';

const servers = {
  postgres: process.env.CRM_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres',
  mysql: process.env.CRM_TEST_MYSQL ?? 'mysql://root@127.0.0.1:3306',
};
const prime = 2_147_483_647;

/** The end of all events, which is the `now` of what is asked. */
export const now = new Date('2026-11-01T00:00:00Z');

/**
 * Databases of so many people with ten events each and up to a million consents, made inside the database, the same every time. Events come twice: with an
 * index on (person, time), and with one on (person, name, time); consents have no index. `close` drops the database unless it is to be kept.
 */
export async function bigStore(dialect, people, { keep }) {
  const name = `crm_bench_${people}`;
  const open = { sqlite: openSqlite, postgres: openPostgres, mysql: openMysql }[dialect];
  const store = await open(name);
  if (!(await store.has('bench_done'))) for (const statement of statements(dialect, people)) await store.run(statement);
  return {
    ...store,
    dialect,
    close: async () => {
      await store.end();
      await (keep ? store.leave() : store.drop());
    },
  };
}

/** A number in [0, 1) that belongs to `i`: integer arithmetic that all databases have. */
const random = (dialect, seed) => {
  const mixed = `((g.i * ${seed}) % ${prime})`;
  return `((${mixed} * (${mixed} % 46337 + 3)) % ${prime} / ${float(dialect, prime)})`;
};

const float = (dialect, n) => ({ sqlite: `${n}.0`, postgres: `${n}::float8`, mysql: `${n}e0` })[dialect];

/** Half of all people have a fifth of the events, one in a hundred a tenth. Later events are denser. */
function statements(dialect, people) {
  const events = people * 10;
  const end = now.getTime() / 1000;
  const types = {
    sqlite: { at: 'text', key: 'integer primary key' },
    postgres: { at: 'timestamptz', key: 'bigint primary key' },
    mysql: { at: 'datetime', key: 'bigint primary key' },
  }[dialect];
  const moment = {
    sqlite: (s) => `strftime('%Y-%m-%dT%H:%M:%SZ', ${s}, 'unixepoch')`,
    postgres: (s) => `to_timestamp(${s})`,
    mysql: (s) => `(timestamp'1970-01-01 00:00:00' + interval ${s} second)`,
  }[dialect];
  const whole = (x) =>
    dialect === 'sqlite'
      ? `cast(${x} as integer)`
      : `cast(floor(${x}) as ${dialect === 'mysql' ? 'signed' : 'bigint'})`;
  const rows = (count) =>
    ({
      sqlite: `(with recursive g(i) as (select 1 union all select i + 1 from g where i < ${count}) select i from g) g`,
      postgres: `(select i from generate_series(1::bigint, ${count}::bigint) i) g`,
      mysql: `(select seq as i from seq_1_to_${count}) g`,
    })[dialect];
  const pick = (u, choices) =>
    `case ${choices
      .slice(0, -1)
      .map(([share, word]) => `when ${u} < ${share} then '${word}'`)
      .join(' ')} else '${choices.at(-1)[1]}' end`;
  const power = (u, n) => (n === 2 ? `(${u} * ${u})` : `(${u} * sqrt(${u}))`);
  const ago = (share) => whole(`${end} - 1 - 31536000 * ${power(`(${share})`, 1.5)}`);
  const person = whole(`1 + ${people} * ${power(random(dialect, 1_327_217_885), 2)}`);
  const shuffled = `1 + (${person} * 7919) % ${people}`;
  const eventName = pick(random(dialect, 741_103_597), [
    [0.5, 'listen'],
    [0.75, 'app_opened'],
    [0.85, 'gift'],
    [0.95, 'search'],
    [1, 'share'],
  ]);
  const country = pick(random(dialect, 630_360_016), [
    [0.55, 'KR'],
    [0.7, 'JP'],
    [0.85, 'US'],
    [0.92, 'TW'],
    [1, 'DE'],
  ]);
  const plan = pick(random(dialect, 1_226_874_159), [
    [0.8, 'free'],
    [0.95, 'plus'],
    [1, 'pro'],
  ]);
  const medium = pick(random(dialect, 397_204_094), [
    [0.5, 'email'],
    [0.8, 'sms'],
    [1, 'push'],
  ]);
  const table = (title) =>
    `create table ${title} (id ${types.key}, person_id ${dialect === 'sqlite' ? 'integer' : 'bigint'} not null, name varchar(40) not null, at ${types.at} not null, amount integer)`;
  const analyze = (title) =>
    dialect === 'mysql'
      ? `analyze table ${title}`
      : dialect === 'postgres'
        ? `vacuum analyze ${title}`
        : `analyze ${title}`;
  return [
    `create table people (id ${types.key}, country varchar(2), plan varchar(10), email varchar(80), signed_up_at ${types.at})`,
    `insert into people select g.i, ${country}, ${plan}, ${dialect === 'mysql' ? `concat('p', g.i, '@sori.example')` : `'p' || g.i || '@sori.example'`}, ${moment(whole(`${end} - 86400 - 63072000 * ${random(dialect, 950_706_376)}`))} from ${rows(people)}`,
    table('events_person'),
    `insert into events_person select g.i, ${shuffled}, ${eventName}, ${moment(ago(`(${events} - g.i) / ${float(dialect, events)}`))}, ${whole(`100 * ${random(dialect, 16_807)}`)} from ${rows(events)}`,
    'create index events_person_time on events_person (person_id, at)',
    analyze('events_person'),
    table('events_name'),
    'insert into events_name select * from events_person',
    'create index events_person_name_time on events_name (person_id, name, at)',
    analyze('events_name'),
    `create table consents (person_id ${dialect === 'sqlite' ? 'integer' : 'bigint'} not null, medium varchar(10), topic varchar(10), granted_at ${types.at}, revoked_at ${types.at})`,
    `insert into consents select 1 + (g.i * 7919) % ${people}, ${medium}, 'offers', ${moment(whole(`${end} - 31536000 * ${random(dialect, 48_271)}`))}, case when ${random(dialect, 69_621)} < 0.1 then ${moment(whole(`${end} - 15768000 * ${random(dialect, 48_271)}`))} end from ${rows(Math.min(people * 10, 1_000_000))}`,
    analyze('people'),
    analyze('consents'),
    'create table bench_done (version integer)',
  ];
}

async function openSqlite(name) {
  const folder = join(tmpdir(), 'crm-bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.db`);
  const db = new Database(path);
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('temp_store = memory');
  return {
    url: `sqlite:${path}`,
    bytes: () => statSync(path).size,
    has: async (table) => db.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined,
    run: async (text) => {
      const statement = db.prepare(text);
      if (statement.reader) return statement.all();
      statement.run();
      return [];
    },
    end: async () => db.close(),
    leave: async () => undefined,
    drop: async () => rmSync(path, { force: true }),
  };
}

async function openPostgres(name) {
  const admin = new pg.Client({ connectionString: servers.postgres });
  await admin.connect();
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await admin.query(`create database ${name}`);
  const url = new URL(servers.postgres);
  url.pathname = `/${name}`;
  const own = new pg.Client({ connectionString: url.href });
  await own.connect();
  await own.query('set synchronous_commit = off');
  return {
    url: url.href,
    has: async (table) => (await own.query('select 1 from pg_tables where tablename = $1', [table])).rowCount > 0,
    run: async (text) => (await own.query(text)).rows,
    end: () => own.end(),
    leave: () => admin.end(),
    drop: async () => {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function openMysql(name) {
  const own = await mysql.createConnection({ uri: servers.mysql, supportBigNumbers: true });
  await own.query(`create database if not exists ${name} character set utf8mb4`);
  await own.query(`use ${name}`);
  await own.query("set time_zone = '+00:00', unique_checks = 0, foreign_key_checks = 0");
  const url = new URL(servers.mysql);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    has: async (table) => {
      const [rows] = await own.query(
        'select 1 from information_schema.tables where table_schema = ? and table_name = ?',
        [name, table],
      );
      return rows.length > 0;
    },
    run: async (text) => {
      const [rows] = await own.query(text);
      return Array.isArray(rows) ? rows : [];
    },
    end: async () => undefined,
    leave: () => own.end(),
    drop: async () => {
      await own.query(`drop database ${name}`);
      await own.end();
    },
  };
}
