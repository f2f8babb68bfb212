import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/ports.ts';
import type { DialectName } from '../../src/model/query.ts';
import { openStore } from '../../src/store/index.ts';
import { openSession as openMysql } from '../../src/store/mysql/session.ts';
import { openSession as openPostgres } from '../../src/store/postgres/session.ts';
import { serverAddress } from '../../src/store/server/address.ts';
import type { Session } from '../../src/store/server/session.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';
import { tempDir } from '../support/run-crm.ts';

const out = tempDir();

/** Statements that every database has in some form. */
const common = [
  "insert into people values (9, 'Eve')",
  "update people set name = 'Eve'",
  'delete from people',
  'drop table people',
  'drop view everybody',
  'alter table people add column x integer',
  'create table loot (a integer)',
  'create temporary table loot (a integer)',
  'create index i on people (name)',
  'create view v as select 1',
  'select 1; delete from people',
  'select 1; commit; delete from people',
  'select 1) q; delete from people; select (1',
  '/* quiet */ delete from people',
  '-- quiet\ndelete from people',
  'with gone as (select 1 as a) delete from people where id in (select a from gone)',
  "with gone as (select 1 as a) update people set name = 'Eve'",
  'commit',
  'begin',
  'rollback; delete from people',
  'explain delete from people',
  '',
  '   ',
  ';',
  '-- nothing',
  "select 'unfinished",
  'select 1 /* unfinished',
  'selec 1',
];

const own: Record<DialectName, readonly string[]> = {
  sqlite: [
    `attach '${join(out, 'stolen.db')}' as stolen`,
    `vacuum into '${join(out, 'copy.db')}'`,
    'vacuum',
    'reindex',
    'analyze',
    'pragma query_only = 0',
    'pragma journal_mode = delete',
    'pragma writable_schema = 1',
    'pragma user_version = 7',
    "replace into people values (1, 'Eve')",
    "insert into people values (9, 'Eve') returning id",
    'delete from people returning *',
    'detach main',
    'savepoint a',
    "select load_extension('x')",
    "select writefile('x', 'y')",
    'create trigger t after insert on people begin select 1; end',
    'create virtual table f using fts5(a)',
  ],
  postgres: [
    'with gone as (delete from people returning *) select * from gone',
    "with added as (insert into people values (9, 'Eve') returning *) select * from added",
    "with named as (update people set name = 'Eve' returning *) select * from named",
    'merge into people p using (select 1 as a) s on p.id = s.a when matched then delete',
    'truncate people',
    'select * into loot from people',
    'select * from people for update',
    'select * from people for no key update',
    'select * from people for share',
    'lock table people',
    'set transaction read write',
    'set transaction_read_only = off',
    'set session characteristics as transaction read write',
    'set default_transaction_read_only = off',
    'set role postgres',
    'reset all',
    "select set_config('transaction_read_only', 'off', true)",
    "select set_config('default_transaction_read_only', 'off', false)",
    "select \"set_config\"('default_transaction_read_only', 'off', false)",
    "select U&\"set\\005Fconfig\"('default_transaction_read_only', 'off', false)",
    "select nextval('counter')",
    "select setval('counter', 99)",
    'do $$ begin set transaction_read_only = off; delete from people; end $$',
    'call wipe()',
    'select wipe_all()',
    `copy people to '${out}/people'`,
    `copy (select 1) to program 'touch ${out}/ran'`,
    "copy people from '/dev/null'",
    `select lo_export(1, '${out}/lo')`,
    'select lo_create(0)',
    "select lo_import('/etc/hostname')",
    "select pg_read_file('/etc/hostname')",
    "select pg_ls_dir('.')",
    "select dblink_exec('host=127.0.0.1', 'delete from people')",
    'select pg_advisory_lock(1)',
    'select pg_try_advisory_lock /* now */ (1)',
    'select pg_catalog.pg_advisory_lock(1)',
    'select pg_terminate_backend(1)',
    'select pg_reload_conf()',
    "select pg_notify('a', 'b')",
    "select query_to_xml('select pg_advisory_lock(1)', true, true, '')",
    'notify a',
    'listen a',
    'prepare p as delete from people',
    'declare c cursor for select 1',
    'refresh materialized view counted',
    'vacuum people',
    'explain analyze delete from people',
    'grant all on people to public',
    'reassign owned by postgres to postgres',
    'discard all',
    'select 1 \\; delete from people',
    "select E'\\'; delete from people; --'; delete from people",
    'select $a$ $b$ $a$; delete from people',
  ],
  mysql: [
    "replace into people values (1, 'Eve')",
    'truncate people',
    'rename table people to gone',
    'delete people from people',
    "select 'x' into outfile 'crm-attack-outfile'",
    "select 'x' into dumpfile 'crm-attack-dumpfile'",
    'select name from people into @name',
    'select @a := 1',
    'select * from people for update',
    'select * from people lock in share mode',
    'lock tables people write',
    'set session transaction read write',
    'set @@session.transaction_read_only = 0',
    'set global max_connections = 1',
    "set sql_mode = ''",
    'start transaction read write',
    "select load_file('/etc/hostname')",
    "select `load_file`('/etc/hostname')",
    "load data infile '/etc/hostname' into table people",
    "load data local infile '/etc/hostname' into table people",
    "select get_lock('a', 1)",
    "select get_lock /* now */ ('a', 1)",
    'select sleep(10)',
    'select benchmark(1000000000, md5(1))',
    'select wipe_all()',
    'call wipe()',
    'do sleep(5)',
    'handler people open',
    "prepare s from 'delete from people'",
    "execute immediate 'delete from people'",
    'kill 1',
    'flush tables',
    'optimize table people',
    'analyze table people',
    'select 1 /*! ; delete from people */',
    '/*!50000 delete from people */',
    'select 1 /*M! into @a */',
    'select nextval(counter)',
    'select next value for counter',
    'grant all on *.* to eve',
    'install plugin x soname "y"',
    'select 1 --1\n; delete from people',
    "select '\\'; delete from people; -- '",
  ],
};

const setup: Record<DialectName, readonly string[]> = {
  sqlite: [],
  postgres: [
    'create sequence counter',
    'create materialized view counted as select count(*) from people',
    'create procedure wipe() language sql as $$ delete from people $$',
    'create function wipe_all() returns integer language plpgsql security definer as $$ begin delete from people; return 1; end $$',
  ],
  mysql: [
    'create procedure wipe() delete from people',
    'create function wipe_all() returns integer deterministic begin delete from people; return 1; end',
    'create sequence counter',
  ],
};

async function fill({ dialect, run }: TestDatabase): Promise<void> {
  await run('create table people (id integer primary key, name varchar(20))');
  await run("insert into people values (1, 'Kim'), (2, 'Lee'), (3, '박')");
  await run('create view everybody as select * from people');
  // MySQL has no sequences; MariaDB has.
  for (const sql of setup[dialect]) await run(sql).catch((error) => sql.includes('sequence') || Promise.reject(error));
}

const kinds = await databaseKinds();

describe.each(kinds)('attacks on $name', ({ dialect, missing, create }) => {
  let database: TestDatabase;
  let store: Store;
  let before: string;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await fill(database);
    before = await checksum(database);
    store = openStore({ url: database.url, root: '/' }, { timeoutMs: 3000 });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  const statements = [...common, ...own[dialect]];
  it('are at least forty', () => expect(statements.length).toBeGreaterThanOrEqual(40));

  it.skipIf(missing).each(statements)('%s', async (sql) => {
    const answers = [
      await store.all({ sql, bindings: [] }).then(
        (rows) => ({ rows }),
        (error: unknown) => error,
      ),
      await store
        .stream({ sql, bindings: [] })
        [Symbol.asyncIterator]()
        .next()
        .then(
          (rows) => ({ rows }),
          (error: unknown) => error,
        ),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({
        diagnostics: [{ code: expect.stringMatching(/^STORE\.(NOT_READ_ONLY|QUERY_FAILED)$/) }],
      });
    expect(await checksum(database)).toBe(before);
    expect(existsSync(join(out, 'stolen.db')) || existsSync(join(out, 'copy.db')) || existsSync(join(out, 'ran'))).toBe(
      false,
    );
  });

  const harmless = [
    "select 'delete from people; into' as a",
    'select 1 as "into; delete"',
    "select name from people where name = 'x''; drop table people; --'",
    'select 1 as a union select 2',
    'with a as (select id from people) select count(*) from a',
    "select replace(name, 'K', 'k') from people -- delete; update",
    'select 1 /* ; delete from people */;',
    "select '\\' as a, ' ; into ' as b",
    'select (replace(name, name, name)) as x from people',
  ];
  it.skipIf(missing).each(harmless)('leave alone what only looks like one: %s', async (sql) => {
    expect((await store.all({ sql, bindings: [] })).length).toBeGreaterThanOrEqual(0);
    for await (const _ of store.stream({ sql, bindings: [] })) break;
  });

  it.skipIf(missing)('leave the next query in a transaction that only reads', async () => {
    if (dialect === 'sqlite') return;
    const sql =
      dialect === 'postgres'
        ? "select current_setting('transaction_read_only') as v"
        : 'select @@session.transaction_read_only as v';
    for (const next of [sql, sql]) {
      const variable = dialect === 'mysql' ? next.replace('transaction_read_only', 'tx_read_only') : next;
      const rows = await store.all({ sql: next, bindings: [] }).catch(() => store.all({ sql: variable, bindings: [] }));
      expect(['on', 1, '1']).toContain(rows[0]?.v);
    }
  });
});

/** What a superuser of the test server does to more than this database, or what locks the test itself out. */
const beyond =
  /program|copy|lo_|pg_reload|pg_terminate|reassign|grant|plugin|global|outfile|dumpfile|load data|kill|flush|lock tables|sleep|benchmark|refresh/;

describe.each(kinds.filter(({ dialect }) => dialect !== 'sqlite'))('attacks that came through to $name', (kind) => {
  const { dialect, missing, create } = kind;
  let database: TestDatabase;
  let before: string;
  let session: Session;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await fill(database);
    before = await checksum(database);
    const address = serverAddress(database.url, dialect === 'postgres' ? 5432 : 3306);
    if ('wrong' in address) throw new Error(address.wrong);
    const limits = { timeoutMs: 3000, connectMs: 5000, lockMs: 1000, graceMs: 1000 };
    session = await (dialect === 'postgres' ? openPostgres : openMysql)(address, limits);
  });
  afterAll(async () => {
    await session?.end();
    await database?.drop();
  });

  const statements = [...common, ...own[dialect]].filter((sql) => !beyond.test(sql));
  it.skipIf(missing).each(statements)('change nothing: %s', async (sql) => {
    await session.all({ sql, bindings: [] }).catch(() => undefined);
    // Whatever the first one loosened, the second one would use.
    await session.all({ sql: 'delete from people', bindings: [] }).catch(() => undefined);
    if (dialect === 'postgres') await session.all({ sql: 'select pg_advisory_unlock_all()', bindings: [] });
    expect(await checksum(database)).toBe(before);
    expect(session.lost).toBe(false);
  });
});

/** Everything that stands in the database: rows, definitions, counters. */
async function checksum({ dialect, run }: TestDatabase): Promise<string> {
  const found: unknown[] = [
    await run('select * from people order by id'),
    await run('select * from everybody order by id'),
  ];
  if (dialect === 'sqlite') found.push(await run('select * from sqlite_master'), await run('pragma user_version'));
  if (dialect === 'postgres')
    found.push(
      await run('select last_value, is_called from counter'),
      await run("select relname, relkind from pg_class where relnamespace = 'public'::regnamespace order by 1"),
      await run('select count(*) from pg_largeobject_metadata'),
      await run("select count(*) from pg_locks where locktype = 'advisory'"),
    );
  if (dialect === 'mysql')
    found.push(
      await run(
        'select table_name, table_type, table_rows is null as r from information_schema.tables where table_schema = database() order by 1',
      ),
      await run('select index_name from information_schema.statistics where table_schema = database()'),
    );
  return createHash('sha256').update(JSON.stringify(found)).digest('hex');
}
