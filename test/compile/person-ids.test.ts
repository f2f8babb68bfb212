import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';

const now = new Date('2026-11-10T00:00:00Z');
const big = 9_007_199_254_740_991n;

/** Stores whose ids are of one kind each; people, events and consents may keep them differently. */
type Id = string | bigint | Buffer;
/** Bytes are no text: they are written as hexadecimal digits. */
const textOf = (id: Id): string => (typeof id === 'object' ? id.toString('hex') : String(id));
const uuids = Array.from({ length: 6 }, (_, n) =>
  Buffer.from(Array.from({ length: 16 }, (_, k) => (130 + 37 * n + 91 * k) % 256)),
);
const kinds: readonly [name: string, ids: readonly Id[], ddl: string][] = [
  ['text', ['a', 'b', 'ㄱ', '🐳', '10', '9'], 'create table people (id text primary key, email text)'],
  ['integers', [1n, 2n, 9n, 10n, 100n, -3n], 'create table people (id integer primary key, email text)'],
  [
    'integers that a number cannot hold',
    [big, big + 1n, big + 2n, big + 3n, 2n ** 62n, 2n ** 62n + 1n],
    'create table people (id integer primary key, email text)',
  ],
  ['integers without a type', [1n, 2n, 9n, 10n, 100n, 11n], 'create table people (id, email text)'],
  [
    'an expression of a view',
    [1n, 2n, 9n, 10n, 100n, 11n],
    'create table raw (id integer primary key, email text); create view people as select id + 0 as id, email from raw',
  ],
  ['bytes', uuids, 'create table people (id blob primary key, email text)'],
  ['bytes with a type of their own', uuids, 'create table people (id binary(16) primary key, email text)'],
  [
    'text whose case the database ignores',
    ['a', 'b', 'B', 'c', 'C', 'd'],
    'create table people (id text collate nocase, email text)',
  ],
  [
    'text that differs in blanks that the database ignores',
    ['a', 'a ', 'a  ', 'b', 'b ', 'c'],
    'create table people (id text collate rtrim, email text)',
  ],
  ['text and integers without a type', ['a', 7n, '9', 10n, 'b', 100n], 'create table people (id, email text)'],
  [
    'text and integers of a strict table of any',
    ['a', 7n, '9', 10n, 'b', 100n],
    'create table people (id any primary key, email text) strict',
  ],
  [
    'integers in a column made for bytes',
    [1n, 2n, 9n, 10n, 100n, 11n],
    'create table people (id longblob, email text)',
  ],
];

const mapping: StoreMapping = {
  url: 'sqlite:store.db',
  people: {
    table: 'people',
    id: 'id',
    addresses: { email: 'email' },
    consent: { table: 'consents', person: 'who', medium: 'medium', granted_at: 'granted' },
  },
  events: [{ table: 'events', person: 'who', name: 'name', at: 'at' }],
};

test.each(
  kinds.flatMap(([name, ids, ddl]) =>
    (typeof ids[0] === 'object' ? ['blob', ''] : ['text', 'integer', '']).map((type) => ({ name, ids, ddl, type })),
  ),
)('$name, events `$type`: everybody on one page each, nobody twice, nobody rounded', async ({ ids, ddl, type }) => {
  const root = mkdtempSync(join(tmpdir(), 'crm-ids-'));
  const db = new Database(join(root, 'store.db'));
  db.exec(ddl);
  db.exec(
    `create table events (who ${type}, name text, at text); create table consents (who ${type}, medium text, granted text)`,
  );
  const table = ddl.includes('raw') ? 'raw' : 'people';
  for (const id of ids) {
    db.prepare(`insert into ${table} values (?, ?)`).run(id, `${textOf(id)}@people.example`);
    db.prepare("insert into events values (?, 'seen', '2026-11-05T00:00:00Z')").run(id);
    db.prepare("insert into consents values (?, 'email', '2026-01-01T00:00:00Z')").run(id);
  }
  db.close();
  const store = openStore({ url: 'sqlite:store.db', root });
  const program = compile({
    dialect: 'sqlite',
    store: mapping,
    tables: await store.tables(),
    timezone: 'UTC',
    segments: new Map(),
    now,
  });
  const seen = program.segment({ title: 'seen', where: { event: 'seen', within: '30d' } });
  const base = { medium: 'email', topic: undefined, attributes: [], people: seen } as const;
  const wanted = ids.map(textOf).sort();

  const paged: string[] = [];
  for (let after: string | undefined; ; ) {
    const reading = program.facts({ ...base, page: { after, limit: 2 } });
    const page = (await store.all(reading)).map(reading.read);
    paged.push(...page.map(({ id }) => id));
    expect(page.every(({ consent, address, id }) => consent === true && address === `${id}@people.example`)).toBe(true);
    if (page.length < 2) break;
    after = page.at(-1)?.id;
  }
  expect([...paged].sort()).toEqual(wanted);

  const again = program.facts({ ...base, page: { ids: wanted } });
  expect((await store.all(again)).map((row) => again.read(row).id).sort()).toEqual(wanted);

  const window = { from: Date.UTC(2026, 10, 1) / 1000, until: now.getTime() / 1000 };
  const outcomes = program.outcomes(
    { event: 'seen' },
    wanted.map((person) => ({ person, ...window })),
  );
  const found = outcomes ? (await store.all(outcomes)).map((row) => outcomes.read(row)) : [];
  expect(found.map(({ person }) => person).sort()).toEqual(wanted);
  expect(found.every(({ count }) => count === 1)).toBe(true);
  await store.close();
  rmSync(root, { recursive: true });
});

test('ids of bytes are looked up by their index', async () => {
  const root = mkdtempSync(join(tmpdir(), 'crm-ids-'));
  const db = new Database(join(root, 'store.db'));
  db.exec(
    'create table people (id blob primary key, email text); create table consents (who blob, medium text, granted text); create index consents_who on consents (who)',
  );
  const store = openStore({ url: 'sqlite:store.db', root });
  const tables = await store.tables();
  const program = compile({ dialect: 'sqlite', store: mapping, tables, timezone: 'UTC', segments: new Map(), now });
  const page = { after: undefined, limit: 10 };
  const request = { medium: 'email', topic: undefined, attributes: [], people: program.everyone, page } as const;
  const { sql, bindings } = program.facts(request);
  db.function('crm_instant', String);
  db.function('crm_midnight', (day: unknown, zone: unknown) => `${day}${zone}`);
  const steps = db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...bindings);
  expect(steps.map(({ detail }) => detail).join('\n')).toContain('USING INDEX consents_who (who=?)');
  db.close();
  await store.close();
  rmSync(root, { recursive: true });
});
