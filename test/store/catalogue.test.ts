import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/ports.ts';
import type { DialectName } from '../../src/model/query.ts';
import { openStore } from '../../src/store/index.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';

const setup: Record<DialectName, readonly string[]> = {
  sqlite: [
    'create table people (id integer primary key, "이름" text, plan varchar(20))',
    'create table events (person text, at text, primary key (person, at)) without rowid',
    'create index by_plan on people (plan, lower("이름"))',
    'create index partly on people ("이름") where plan is not null',
    'create view paying as select id from people',
  ],
  postgres: [
    "create domain email as character varying(120) check (value like '%@%')",
    'create domain work_email as email',
    "create type plan as enum ('free', 'paid')",
    'create table people (id bigint primary key, "이름" text, mail work_email, plan plan, plans plan[], score numeric(12,2), tags text[], props jsonb, joined timestamptz, born date, ok boolean, code varchar(20), gone integer)',
    'alter table people drop column gone',
    'create index by_plan on people (plan, lower("이름"), joined)',
    'create index partly on people (joined) where ok',
    'create unique index by_code on people (code) include (joined)',
    'create index by_props on people using gin (props)',
    'create view paying as select id from people',
    'create materialized view paid as select id, count(*) as n from people group by id',
    'create table events (person bigint, at timestamp) partition by range (at)',
    "create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')",
    'create index on events (person, at)',
    'create schema shop',
    'create table shop.orders (id uuid)',
    'create table shop.people (x integer)',
    'create table nothing ()',
  ],
  mysql: [
    `create table people (id bigint unsigned primary key, \`이름\` text, plan enum('free','Paid'), score decimal(12,2), props json, joined datetime(3), at timestamp null, born date, ok tinyint(1), code varchar(20), fixed char(2))`,
    'create index by_plan on people (plan, joined)',
    'create fulltext index by_name on people (`이름`)',
    'create view paying as select id from people',
  ],
};
const expected: Record<DialectName, Record<string, unknown>> = {
  sqlite: {
    people: [
      ['id', 'integer'],
      ['이름', 'text'],
      ['plan', 'varchar(20)'],
    ],
    paying: [['id', 'integer']],
  },
  postgres: {
    people: [
      ['id', 'bigint'],
      ['이름', 'text'],
      ['mail', 'character varying(120)'],
      ['plan', 'text'],
      ['plans', 'text[]'],
      ['score', 'numeric(12,2)'],
      ['tags', 'text[]'],
      ['props', 'jsonb'],
      ['joined', 'timestamp with time zone'],
      ['born', 'date'],
      ['ok', 'boolean'],
      ['code', 'character varying(20)'],
    ],
    paying: [['id', 'bigint']],
    paid: [
      ['id', 'bigint'],
      ['n', 'bigint'],
    ],
    events: [
      ['person', 'bigint'],
      ['at', 'timestamp without time zone'],
    ],
    events_2026: [
      ['person', 'bigint'],
      ['at', 'timestamp without time zone'],
    ],
    'shop.orders': [['id', 'uuid']],
    'shop.people': [['x', 'integer']],
    nothing: [],
  },
  mysql: {
    people: [
      ['id', 'bigint(20) unsigned'],
      ['이름', 'text'],
      ['plan', "enum('free','paid')"],
      ['score', 'decimal(12,2)'],
      ['props', 'json'],
      ['joined', 'datetime(3)'],
      ['at', 'timestamp'],
      ['born', 'date'],
      ['ok', 'tinyint(1)'],
      ['code', 'varchar(20)'],
      ['fixed', 'char(2)'],
    ],
    paying: [['id', 'bigint(20) unsigned']],
  },
};
const indexed: Record<DialectName, Record<string, unknown>> = {
  sqlite: { people: [['id'], ['plan']], events: [['person', 'at']] },
  postgres: { people: [['code'], ['id'], ['plan']], events: [['person', 'at']], events_2026: [['person', 'at']] },
  mysql: { people: [['id'], ['plan', 'joined']] },
};

const kinds = await databaseKinds();

describe.each(kinds)('the catalogue of $name', ({ dialect, missing, create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    for (const sql of setup[dialect]) await database.run(sql);
    store = openStore({ url: database.url, root: '/' });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  it.skipIf(missing)('has tables and views with the types of their columns', async () => {
    const tables = await store.tables();
    const found = Object.fromEntries(
      Object.keys(expected[dialect]).map((name) => [
        name,
        // MySQL no longer writes the widths of integers.
        tables.get(name)?.map((column) => [column.name, column.type]),
      ]),
    );
    const width = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll('bigint unsigned', 'bigint(20) unsigned'));
    expect(width(found)).toEqual(expected[dialect]);
    expect([...tables.keys()].filter((name) => /^(pg_|information_schema|mysql\.|sys\.|sqlite_)/.test(name))).toEqual(
      [],
    );
  });

  it.skipIf(missing)('has the columns of every index that any query can use', async () => {
    const indexes = await store.indexes();
    const found = Object.fromEntries(
      Object.keys(indexed[dialect]).map((name) => [
        name,
        [...(indexes.get(name) ?? [])].sort((a, b) => (a.join() < b.join() ? -1 : 1)),
      ]),
    );
    expect(found).toEqual(indexed[dialect]);
    expect(indexes.has('paying')).toBe(false);
  });

  if (dialect !== 'mysql') return;

  it.skipIf(missing)('names tables of other databases with the database', async () => {
    const other = `${new URL(database.url).pathname.slice(1)}_b`;
    await database.run(`create database ${other}`);
    await database.run(`create table ${other}.orders (id int primary key)`);
    try {
      expect((await store.tables()).get(`${other}.orders`)).toEqual([
        { name: 'id', type: expect.stringMatching(/^int/) },
      ]);
      expect((await store.indexes()).get(`${other}.orders`)).toEqual([['id']]);
    } finally {
      await database.run(`drop database ${other}`);
    }
  });
});
