import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/ports.ts';
import type { Query } from '../../src/model/query.ts';
import { openStore } from '../../src/store/index.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';

const kinds = await databaseKinds();

const quick: Query = { sql: "select 'quick' as way", bindings: [] };
const slow: Query = { sql: "select 'slow' as way, count(*) as n from a cross join a b cross join a c", bindings: [] };

describe.each(kinds)('a query that can be asked in two ways, on $name', ({ dialect, missing, create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await database.run('create table a (id integer)');
    await database.run('insert into a values (1), (2), (3)');
    store = openStore({ url: database.url, root: '/' });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });
  const way = async (query: Query): Promise<unknown> => (await store.all(query))[0]?.way;

  it.skipIf(missing)('is asked in the way that costs less, where the database tells', async () => {
    expect(await way({ ...slow, otherwise: quick })).toBe(dialect === 'postgres' ? 'quick' : 'slow');
    expect(await way({ ...quick, otherwise: slow })).toBe('quick');
  });

  it.skipIf(missing)('is judged by the sizes of tables, elsewhere', async () => {
    await database.run('create view seen as select * from a');
    await database.run(dialect === 'mysql' ? 'analyze table a' : 'analyze a');
    const sizes = await store.sizes();
    expect([sizes.get('a'), sizes.has('seen')]).toEqual([3, false]);
  });

  it.skipIf(missing)('is never written with', async () => {
    const bad: Query = { sql: 'delete from a', bindings: [] };
    if (dialect === 'postgres') await expect(way({ ...slow, otherwise: bad })).rejects.toThrow('only read');
    await expect(way({ ...bad, otherwise: slow })).rejects.toThrow('only read');
  });
});
