import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';
import type { TestDatabase } from '../support/databases.ts';
import { kinds } from './stores.ts';

/** Columns that take capital and small letters, or blanks at the end, for the same. */
const loose = {
  sqlite: ['text collate nocase', 'text collate rtrim'],
  postgres: ['text', 'varchar(20)'],
  mysql: ['varchar(20) character set utf8mb4 collate utf8mb4_general_ci', 'varchar(20) character set latin1'],
};

describe.each(kinds)('text is compared letter by letter, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });
  const opened = async (database: TestDatabase, mapping: Omit<StoreMapping, 'url'>) => {
    const store = openStore({ url: database.url, root: '/' });
    closing.push(
      () => store.close(),
      () => database.drop(),
    );
    const program = compile({
      store: { url: database.url, ...mapping },
      dialect: store.dialect,
      tables: await store.tables(),
      timezone: 'UTC',
      segments: new Map(),
      now: new Date('2026-11-01T00:00:00Z'),
    });
    return { store, program };
  };

  it.skipIf(kind.missing)('whatever a column takes for the same', async () => {
    const database = await kind.create();
    const [folded, padded] = loose[kind.dialect];
    await database.run(`create table people (id varchar(20) primary key, country ${folded}, grade ${padded})`);
    await database.run(`create table events (person_id varchar(20), name ${folded}, at varchar(30))`);
    const people = [
      ['a', 'KR', 'gold'],
      ['b', 'kr', 'Gold'],
      ['c', 'KR ', 'gold '],
      ['d', 'ＫＲ', 'göld'],
    ];
    for (const [id, country, grade] of people) {
      await database.run(`insert into people values ('${id}', '${country}', '${grade}')`);
      await database.run(`insert into events values ('${id}', '${country}', '2026-10-01T00:00:00Z')`);
    }
    const { store, program } = await opened(database, {
      people: { table: 'people', id: 'id' },
      events: [{ table: 'events', person: 'person_id', name: 'name', at: 'at' }],
    });
    const ids = async (where: Condition): Promise<string> => {
      const rows = await store.all(program.ids(program.segment({ title: 'x', where })));
      return rows.map(({ id }) => id).join('');
    };
    expect(await ids({ attribute: 'country', is: 'KR' })).toBe('a');
    expect(await ids({ attribute: 'country', in: ['KR', 'x'] })).toBe('a');
    expect(await ids({ attribute: 'country', is_not: 'KR' })).toBe('bcd');
    expect(await ids({ attribute: 'country', not_in: ['KR', 'kr'] })).toBe('cd');
    expect(await ids({ attribute: 'grade', is: 'gold' })).toBe('a');
    expect(await ids({ attribute: 'grade', in: ['gold ', 'göld'] })).toBe('cd');
    expect(await ids({ attribute: 'country', is: 'KR', ignore_case: true })).toBe('ab');
    expect(await ids({ event: 'KR' })).toBe('a');
    expect(await ids({ event: 'kr', never: true })).toBe('acd');
    const condition = {
      sql: "select 'a' union all select 'A' union all select 'a ' union all select 'a' union all select null",
    };
    const found = program.found(condition);
    expect([await ids(condition), (await store.all(found)).map(found.read)]).toEqual(['a', [3]]);
  });

  it.skipIf(kind.missing)('ids, too, when somebody takes consent back', async () => {
    const database = await kind.create();
    const [folded] = loose[kind.dialect];
    await database.run(`create table people (id ${folded}, email varchar(60))`);
    await database.run(
      `create table consents (who ${folded}, medium varchar(20), granted varchar(30), revoked varchar(30))`,
    );
    // Two people share a mailbox; it is a third one who has withdrawn, and whose id is that of the first in capitals.
    for (const [id, email] of [
      ['a', 'both@people.example'],
      ['b', 'both@people.example'],
      ['A', 'other@people.example'],
    ])
      await database.run(`insert into people values ('${id}', '${email}')`);
    await database.run("insert into consents values ('A', 'email', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')");
    const { store, program } = await opened(database, {
      people: {
        table: 'people',
        id: 'id',
        addresses: { email: 'email' },
        consent: { table: 'consents', person: 'who', medium: 'medium', granted_at: 'granted', revoked_at: 'revoked' },
      },
    });
    const asked = program.withdrawn({ medium: 'email', topic: undefined });
    expect(asked && (await store.all(asked)).map(asked.read)).toEqual([]);
    await database.run("insert into consents values ('a', 'email', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')");
    expect(asked && (await store.all(asked)).map(asked.read)).toEqual(['both@people.example']);
  });
});
