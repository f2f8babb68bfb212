import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';
import { type Ran, runCrm, tempDir } from '../support/run-crm.ts';
import { tinyFiles } from '../support/tiny-workspace.ts';

const kinds = (await databaseKinds()).filter(({ dialect }) => dialect !== 'sqlite');
const people = 40;

describe.each(kinds)('a store on $name that does not answer as it should', ({ missing, create }) => {
  let database: TestDatabase;
  let dir: string;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await database.run(
      'create table people (id varchar(20) primary key, email varchar(40), joined varchar(20), tier varchar(20))',
    );
    await database.run(
      'create table consents (person_id varchar(20), medium varchar(20), granted_at varchar(20), revoked_at varchar(20))',
    );
    await database.run('create table events (person_id varchar(20), name varchar(20), at varchar(30))');
    const rows = Array.from({ length: people }, (_, i) => `('p${i}', 'p${i}@people.example', '2024-01-01', 'gold')`);
    await database.run(`insert into people values ${rows.join(', ')}`);
    dir = tempDir();
    const endless =
      'select id from people where (select count(*) from people a, people b, people c, people d, people e, people f) > 0';
    const files = { ...tinyFiles, 'segments/endless.yaml': `title: Endless\nwhere:\n  sql: ${endless}\n` };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text.replace('sqlite:store.db', '"${env:STORE_URL}"'));
    }
  });
  afterAll(() => database?.drop());
  const count = (url: string, segment: string): Promise<Ran> =>
    runCrm(['segment', 'count', segment, '--format', 'json'], {
      cwd: dir,
      env: { STORE_URL: url, SMTP_URL: 'smtp://127.0.0.1:1' },
    });
  const codes = ({ stdout }: Ran): string[] =>
    (JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code);

  it.skipIf(missing)('is asked again when the connection breaks', { timeout: 60_000 }, async () => {
    const proxy = await cuttingProxy(database.url, 'crm_found', 1);
    const ran = await count(proxy.through(database.url), 'gold');
    await proxy.close();
    expect([proxy.cuts, ran.code, ran.stderr]).toEqual([1, 0, '']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ segments: [{ id: 'gold', count: people }] });
  });

  it.skipIf(missing)('is given up when it breaks again, with words', { timeout: 60_000 }, async () => {
    const proxy = await cuttingProxy(database.url, 'crm_found', 99);
    const ran = await count(proxy.through(database.url), 'gold');
    await proxy.close();
    expect([proxy.cuts, ran.code, codes(ran)]).toEqual([2, 11, ['STORE.CONNECTION_LOST']]);
  });

  it.skipIf(missing)('is told to stop a query that runs too long', { timeout: 60_000 }, async () => {
    const url = new URL(database.url);
    url.searchParams.set('timeout', '1s');
    const ran = await count(url.href, 'endless');
    expect([ran.code, codes(ran)]).toEqual([11, ['STORE.TOO_SLOW']]);
    const running = database.dialect === 'postgres' ? postgresQueries : mysqlQueries;
    expect(await database.run(running)).toEqual([]);
  });
});

const postgresQueries =
  "select query from pg_stat_activity where state = 'active' and query like '%people a, people b%' and pid <> pg_backend_pid()";
const mysqlQueries =
  "select info from information_schema.processlist where info like '%people a, people b%' and id <> connection_id()";
