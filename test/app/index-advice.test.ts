import { afterAll, describe, expect, it } from 'vitest';
import { indexAdvice } from '../../src/app/index-advice.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import { compile } from '../../src/compile/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';

const kinds = await databaseKinds();

const mapping: StoreMapping = {
  url: 'sqlite:unused',
  people: {
    table: 'people',
    id: 'id',
    addresses: { email: 'email' },
    consent: { table: 'consents', person: 'person', medium: 'medium', granted_at: 'granted_at' },
  },
  events: [{ table: 'events', person: 'person', name: 'name', at: 'at' }],
  related: { invoices: { table: 'invoices', person: 'person', columns: ['amount'] } },
};

const conditions: Condition[] = [
  { event: 'listen', never: true },
  { sequence: [{ event: 'listen' }, { event: 'gift' }] },
  { related: 'invoices' },
  { reachable: 'email' },
];

describe.each(kinds)('advice on indexes, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });
  /** What a store has is asked anew by each. */
  const opener = (database: TestDatabase) => {
    closing.push(() => database.drop());
    return () => {
      const store = openStore({ url: database.url, root: '/' });
      closing.unshift(() => store.close());
      return store;
    };
  };

  it.skipIf(kind.missing)('names each that is missing once, in the database’s own words, which it takes', async () => {
    const database = await kind.create();
    const at = kind.dialect === 'sqlite' ? 'text' : kind.dialect === 'postgres' ? 'timestamptz' : 'datetime';
    await database.run('create table people (id varchar(20) primary key, email varchar(90))');
    await database.run(`create table events (person varchar(20), name varchar(40), at ${at})`);
    await database.run('create table invoices (person varchar(20), amount integer)');
    await database.run(`create table consents (person varchar(20), medium varchar(20), granted_at ${at})`);
    for (const id of ['a', 'b']) {
      await database.run(`insert into people values ('${id}', '${id}@people.example')`);
      await database.run(`insert into invoices values ('${id}', 1)`);
      await database.run(`insert into consents values ('${id}', 'email', '2026-01-01 00:00:00')`);
      for (const name of ['listen', 'open', 'open', 'open'])
        await database.run(`insert into events values ('${id}', '${name}', '2026-01-01 00:00:00')`);
    }
    const open = opener(database);
    const advice = await indexAdvice(open(), mapping, conditions);
    expect(advice.map(({ table, columns }) => `${table} ${columns.join()}`)).toEqual([
      'events person,name,at',
      'invoices person',
      'consents person',
    ]);
    expect(advice[0]?.why).toContain(
      'the 8 rows of events are read to find anybody’s; a person has about 4.0'.replace('’', "'"),
    );
    await database.run('create index by_person on events (person)');
    const [better] = await indexAdvice(open(), mapping, conditions);
    expect(better?.why).toContain('only the listen among them are read: about 1.0 instead of 4.0 a person');
    // MySQL's own quotes are meant for its own client.
    for (const { statement } of advice) await database.run(statement.replace(/;$/, ''));
    expect(await indexAdvice(open(), mapping, conditions)).toEqual([]);
  });

  it.skipIf(kind.missing)('names none for a view, and one that long text can have for a table', async () => {
    const database = await kind.create();
    await database.run('create table people (id varchar(20) primary key, email varchar(90))');
    await database.run('create table invoices (person text, amount integer)');
    await database.run('create table hidden (person varchar(300), name text, at text)');
    await database.run('create view events as select * from hidden');
    await database.run("insert into people values ('a', null)");
    await database.run("insert into invoices values ('a', 1)");
    await database.run("insert into hidden values ('a', 'listen', '2026-01-01T00:00:00Z')");
    const open = opener(database);
    const advice = await indexAdvice(open(), mapping, conditions);
    expect(advice.map(({ table }) => table)).toEqual(['invoices']);
    const direct = { ...mapping, events: [{ table: 'hidden', person: 'person', name: 'name', at: 'at' }] };
    const both = await indexAdvice(open(), direct, conditions);
    expect(both.map(({ table }) => table)).toEqual(['hidden', 'invoices']);
    for (const { statement } of both) await database.run(statement.replace(/;$/, ''));
    expect(await indexAdvice(open(), direct, conditions)).toEqual([]);
    // Only PostgreSQL tells the cases of a name apart.
    if (kind.dialect === 'postgres') return;
    const shouted = { ...direct, events: [{ table: 'hidden', person: 'PERSON', name: 'Name', at: 'AT' }] };
    expect(await indexAdvice(open(), shouted, conditions)).toEqual([]);
  });

  it.skipIf(kind.missing)('the database tells its way through a query without running it', async () => {
    const database = await kind.create();
    await database.run('create table people (id varchar(20) primary key, tier varchar(20))');
    const store = openStore({ url: database.url, root: '/' });
    closing.push(
      () => store.close(),
      () => database.drop(),
    );
    const program = compile({
      store: { url: database.url, people: { table: 'people', id: 'id' } },
      dialect: store.dialect,
      tables: await store.tables(),
      timezone: 'UTC',
      segments: new Map(),
      now: new Date(0),
    });
    const query = program.ids(program.segment({ title: 'x', where: { attribute: 'tier', is: "o'neil" } }));
    const plan = await storePlan(store, query);
    expect(plan.length).toBeGreaterThan(0);
    expect(plan.join('\n')).toMatch(/people|\bp\b/);
    await expect(store.explain({ sql: 'delete from people', bindings: [] })).rejects.toThrow('only read');
  });
});
