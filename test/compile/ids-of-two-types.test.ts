import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';
import { kinds } from './stores.ts';

const now = new Date('2026-11-10T00:00:00Z');
const mapping: StoreMapping = {
  url: 'sqlite:store.db',
  people: {
    table: 'people',
    id: 'id',
    addresses: { email: 'email' },
    consent: { table: 'consents', person: 'who', medium: 'medium', granted_at: 'granted', revoked_at: 'revoked' },
  },
  events: [{ event: 'listen', table: 'listens', person: 'who', at: 'at', id: 'id' }],
  related: { seats: { table: 'seats', person: 'who', columns: ['room'] } },
};

/** People are numbered, and every other table keeps their numbers as text. */
const statements = [
  'create table people (id bigint primary key, email varchar(60))',
  'create table consents (who varchar(60), medium varchar(20), granted varchar(30), revoked varchar(30))',
  'create table listens (id bigint, who varchar(60), at varchar(30))',
  'create table seats (who varchar(60), room varchar(20))',
  "insert into people values (1, 'one@people.example'), (2, 'one@people.example'), (10, 'ten@people.example')",
  "insert into consents values ('1', 'email', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'), ('2', 'email', '2026-01-01T00:00:00Z', null), ('10', 'email', '2026-01-01T00:00:00Z', null)",
  "insert into listens values (1, '10', '2026-11-01T00:00:00Z'), (2, 'x', '2026-11-01T00:00:00Z')",
  "insert into seats values ('2', 'a'), ('02', 'a')",
];

describe.each(kinds)('ids of two types on $name', (kind) => {
  it.skipIf(kind.missing)('are of one person all the same', async () => {
    const database = await kind.create();
    for (const statement of statements) await database.run(statement);
    const store = openStore({ url: database.url, root: '/' });
    const options = { store: mapping, dialect: store.dialect, tables: await store.tables(), timezone: 'UTC' };
    const program = compile({ ...options, segments: new Map(), now });
    const ids = async (where: Parameters<typeof program.segment>[0]['where']): Promise<string[]> =>
      (await store.all(program.sample(program.segment({ title: 'test', where }), 10))).map(({ id }) => String(id));
    expect(await ids({ event: 'listen' })).toEqual(['10']);
    expect(await ids({ related: 'seats' })).toEqual(['2']);
    expect(await ids({ consent: { medium: 'email' } })).toEqual(['2', '10']);
    expect(await ids({ reachable: 'email' })).toEqual(['10']);
    const withdrawn = program.withdrawn({ medium: 'email', topic: undefined });
    expect(withdrawn && (await store.all(withdrawn)).map(withdrawn.read)).toEqual(['one@people.example']);
    await store.close();
    await database.drop();
  });
});
