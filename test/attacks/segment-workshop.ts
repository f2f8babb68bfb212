import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { AppContext } from '../../src/app/context.ts';
import { withStore } from '../../src/app/segments.ts';
import type { TestDatabase } from '../support/databases.ts';
import { tempDir } from '../support/run-crm.ts';
import { tinyFiles } from '../support/tiny-workspace.ts';

const config = (url: string): string => `workspace: tiny
timezone: UTC
locale: en
store:
  url: ${JSON.stringify(url)}
  people:
    table: people
    id: id
    timezone: zone
    attributes: { name: name, joined: joined, profile: profile }
    addresses: { email: email }
    consent: { table: consents, person: person, medium: medium, granted_at: granted_at }
    position: { lat: lat, lng: lng }
  events:
    - { table: events, person: person, name: name, at: at, properties: props }
  related:
    invoices: { table: invoices, person: person, columns: [amount] }
lifecycle: { stages: [retention] }
channels:
  email: { provider: file, from: "Tiny <hello@tiny.example>", unsubscribe: "mailto:bye@tiny.example" }
metrics:
  came_back: { event: listen }
`;

/** A workspace over a database, where a segment is written as YAML, validated, compiled and asked. */
export function workshop(database: TestDatabase, payloads: readonly string[]) {
  const dir = tempDir();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  const plain = config(database.url);
  write('templates/hello.yaml', tinyFiles['templates/hello.yaml']);
  write('lists/all.csv', 'id\np1\n');
  const literal = (text: string): string =>
    `'${text.replaceAll("'", "''").replaceAll('\\', database.dialect === 'mysql' ? '\\\\' : '\\')}'`;
  return {
    fill: async (): Promise<void> => {
      const [at, json] = types[database.dialect];
      for (const sql of [
        `create table people (id varchar(20), name varchar(90), joined ${at}, profile ${json}, email varchar(90), zone varchar(90), lat real, lng real)`,
        `create table events (person varchar(20), name varchar(90), at ${at}, props ${json})`,
        'create table invoices (person varchar(20), amount integer)',
        `create table consents (person varchar(20), medium varchar(20), granted_at ${at})`,
        'create table vault (secret varchar(20))',
        "insert into vault values ('p0')",
      ])
        await database.run(sql);
      const day = `'2026-01-01 00:00:00'`;
      for (const [i, text] of [...payloads, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', 'Bob'].entries()) {
        const person = `'p${i}', ${literal(text)}, ${day}, ${literal('{"tags":[{"a":1}]}')}, 'p${i}@x.example', ${literal(text)}, 1, 1`;
        await database.run(`insert into people values (${person})`);
        const title = JSON.stringify({ title: text });
        await database.run(`insert into events values ('p${i}', 'listen', ${day}, ${literal(title)})`);
        await database.run(`insert into events values ('p${i}', ${literal(text)}, ${day}, '{}')`);
      }
    },
    /** The people that a condition finds, in the order of their numbers. */
    ids: async (where: object, edit?: readonly [from: string, to: string]): Promise<string> => {
      if (edit && !plain.includes(edit[0])) throw new Error(`crm.yaml has no ${edit[0]}`);
      write('crm.yaml', edit ? plain.replace(edit[0], () => edit[1]) : plain);
      write('segments/attack.yaml', stringify({ title: "'; drop table people; --", where }));
      return withStore(contextIn(dir), ['attack'], async ({ asked: [segment], store, program }) => {
        if (!segment) throw new Error('the segment is not there');
        const rows = await store.all(program.ids(program.segment(segment.value)));
        return rows.map(({ id }) => String(id)).join(' ');
      });
    },
    /** All rows of all tables, and all files beside the store: the same as long as nothing was changed. */
    traces: async (): Promise<string> => {
      const hash = createHash('sha256');
      for (const table of ['people', 'events', 'invoices', 'consents', 'vault'])
        hash.update(JSON.stringify(await database.run(`select * from ${table}`)));
      hash.update(JSON.stringify(await database.run(catalogue[database.dialect])));
      const folder = /^sqlite:(.*)$/.exec(database.url)?.[1];
      if (folder) hash.update(readdirSync(dirname(folder)).sort().join());
      return hash.digest('hex');
    },
  };
}

const types = {
  sqlite: ['text', 'text'],
  postgres: ['timestamptz', 'jsonb'],
  mysql: ['datetime', 'json'],
} as const;

const catalogue = {
  sqlite: 'select name, sql from sqlite_master order by name',
  postgres: "select table_name from information_schema.tables where table_schema = 'public' order by table_name",
  mysql: 'select table_name from information_schema.tables where table_schema = database() order by table_name',
};

const contextIn = (root: string): AppContext =>
  ({
    root,
    asOf: new Date('2026-11-06T10:00:00Z'),
    environment: undefined,
    secrets: { resolve: (text: string) => text },
    progress: () => {},
  }) as unknown as AppContext;
