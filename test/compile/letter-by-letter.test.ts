import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import { openStore } from '../../src/store/index.ts';
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
    const store = openStore({ url: database.url, root: '/' });
    closing.push(
      () => store.close(),
      () => database.drop(),
    );
    const program = compile({
      store: {
        url: database.url,
        people: { table: 'people', id: 'id' },
        events: [{ table: 'events', person: 'person_id', name: 'name', at: 'at' }],
      },
      dialect: store.dialect,
      tables: await store.tables(),
      timezone: 'UTC',
      segments: new Map(),
      now: new Date('2026-11-01T00:00:00Z'),
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
  });
});
