import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/ports.ts';
import type { DialectName } from '../../src/model/query.ts';
import { openStore } from '../../src/store/index.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';

const rows = 200_000;
const query = { sql: 'select n, t from many order by n', bindings: [] };
const numbers = (many: number): string =>
  `with recursive c (n) as (select 1 union all select n + 1 from c where n < ${many}) select n from c`;

const fill: Record<DialectName, readonly string[]> = {
  sqlite: [`insert into many select n, '받는 사람 ' || n from (${numbers(rows)})`],
  postgres: [`insert into many select n, '받는 사람 ' || n from generate_series(1, ${rows}) n`],
  mysql: [
    'set session max_recursive_iterations = 1000000',
    `insert into many select n, concat('받는 사람 ', n) from (${numbers(rows)}) x`,
  ],
};
/** Runs for hours. */
const endless: Record<DialectName, string> = {
  sqlite: '',
  postgres: 'select count(*) as n from many a, many b, many c where a.t < b.t and b.t < c.t',
  mysql: 'select count(*) as n from many a, many b, many c where a.t < b.t and b.t < c.t',
};

const kinds = await databaseKinds();

describe.each(kinds)('reading many rows of $name', ({ dialect, missing, create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await database.run('create table many (n integer primary key, t varchar(40))');
    for (const sql of fill[dialect])
      await database.run(sql).catch((error) => {
        // MySQL has another name for it.
        if (!sql.startsWith('set')) throw error;
        return database.run('set session cte_max_recursion_depth = 1000000');
      });
    store = openStore({ url: database.url, root: '/' });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  it.skipIf(missing)('gives all of them, in order', async () => {
    let count = 0;
    for await (const { n, t } of store.stream(query)) {
      count += 1;
      if (n !== count || t !== `받는 사람 ${n}`) throw new Error(`${n} ${t} came as row ${count}`);
    }
    expect(count).toBe(rows);
  });

  it.skipIf(missing)('gives none of an empty answer', async () => {
    for await (const row of store.stream({ sql: 'select n from many where n < 0', bindings: [] }))
      expect(row).toBe('none');
  });

  it.skipIf(missing)('holds few of them while whoever reads is slow', async () => {
    const before = process.memoryUsage();
    let most = 0;
    let count = 0;
    for await (const row of store.stream(query)) {
      count += 1;
      if (count % 5000 === 0) {
        await sleep(5);
        const { heapUsed, external } = process.memoryUsage();
        most = Math.max(most, heapUsed + external - before.heapUsed - before.external);
      }
      expect(row).toBeDefined();
      if (count === 100_000) break;
    }
    expect(most).toBeLessThan(60_000_000);
  });

  it.skipIf(missing)('answers other questions meanwhile, also other streams', async () => {
    const seen: unknown[] = [];
    for await (const { n } of store.stream(query)) {
      const [row] = await store.all({ sql: 'select count(*) as n from many', bindings: [] });
      for await (const other of store.stream({ sql: 'select n from many order by n desc', bindings: [] })) {
        seen.push([n, row?.n, other.n]);
        break;
      }
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([
      [1, rows, rows],
      [2, rows, rows],
      [3, rows, rows],
    ]);
  });

  it.skipIf(missing)('stops early, many times, and leaves nothing running', async () => {
    for (let i = 0; i < 20; i += 1) {
      for await (const { n } of store.stream(query)) if (n === 10) break;
    }
    await expect(
      (async () => {
        for await (const { n } of store.stream(query)) if (n === 10) throw new Error('enough');
      })(),
    ).rejects.toThrow('enough');
    await sleep(300);
    expect(await running(database)).toBe(0);
  });

  if (dialect === 'sqlite') return;

  it.skipIf(missing)('ends a query that runs for too long', async () => {
    const impatient = openStore({ url: database.url, root: '/' }, { timeoutMs: 700 });
    const begun = Date.now();
    await expect(impatient.all({ sql: endless[dialect], bindings: [] })).rejects.toMatchObject({
      exitName: 'backend',
      diagnostics: [{ code: 'STORE.TOO_SLOW', summary: expect.stringContaining('did not answer within') }],
    });
    expect(Date.now() - begun).toBeLessThan(4000);
    const streaming = Date.now();
    await expect(
      impatient.stream({ sql: endless[dialect], bindings: [] })[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject({
      diagnostics: [{ code: 'STORE.TOO_SLOW' }],
    });
    expect(Date.now() - streaming).toBeLessThan(4000);
    expect(await impatient.all({ sql: 'select count(*) as n from many', bindings: [] })).toEqual([{ n: rows }]);
    await impatient.close();
    await sleep(500);
    expect(await running(database)).toBe(0);
  });

  it.skipIf(missing)('gives whoever reads slowly more time than a query has', async () => {
    const impatient = openStore({ url: database.url, root: '/' }, { timeoutMs: 700 });
    let count = 0;
    for await (const _ of impatient.stream(query)) {
      count += 1;
      if (count === 100 || count === 50_000) await sleep(1500);
    }
    expect(count).toBe(rows);
    await impatient.close();
  });

  it.skipIf(missing)('connects anew when an idle connection was cut', async () => {
    const count = { sql: 'select count(*) as n from many', bindings: [] };
    await store.all(count);
    await cutAll(database);
    expect(await store.all(count)).toEqual([{ n: rows }]);
    await cutAll(database);
    for await (const { n } of store.stream(query)) if (n === 5) break;
  });

  it.skipIf(missing)(
    'asks a second time when the connection breaks before the first row, and no third time',
    async () => {
      const asked = store.all({ sql: endless[dialect], bindings: [] }).catch((error: unknown) => error);
      let cut = 0;
      while (cut < 2) {
        await sleep(50);
        if ((await running(database)) > 0) {
          await cutAll(database);
          cut += 1;
        }
      }
      expect(await asked).toMatchObject({ exitName: 'backend', diagnostics: [{ code: 'STORE.CONNECTION_LOST' }] });
    },
  );

  it.skipIf(missing)('says so when the connection breaks between rows', async () => {
    const reading = (async () => {
      let count = 0;
      for await (const _ of store.stream(query)) {
        count += 1;
        if (count === 1000) await cutAll(database);
      }
    })();
    await expect(reading).rejects.toMatchObject({ diagnostics: [{ code: 'STORE.CONNECTION_LOST' }] });
  });

  it.skipIf(missing)('closes at once while a query runs', async () => {
    const own = openStore({ url: database.url, root: '/' });
    const asked = own.all({ sql: endless[dialect], bindings: [] }).catch((error: unknown) => error);
    while ((await running(database)) === 0) await sleep(20);
    const begun = Date.now();
    await own.close();
    expect(Date.now() - begun).toBeLessThan(1000);
    expect(await asked).toMatchObject({ diagnostics: [{ code: 'STORE.CONNECTION_LOST' }] });
    await cutAll(database);
  });
});

/** Queries of other connections to the database that are being carried out. */
async function running({ dialect, run }: TestDatabase): Promise<number> {
  if (dialect === 'sqlite') return 0;
  const [row] = await run(
    dialect === 'postgres'
      ? "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'"
      : "select count(*) as n from information_schema.processlist where db = database() and id <> connection_id() and command <> 'Sleep'",
  );
  return Number(row?.n);
}

async function cutAll({ dialect, run }: TestDatabase): Promise<void> {
  if (dialect === 'postgres') {
    await run(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return;
  }
  const found = await run(
    'select id from information_schema.processlist where db = database() and id <> connection_id()',
  );
  for (const { id, ID = id } of found) await run(`kill ${ID}`).catch(() => undefined);
}
