import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrmError } from '../../src/base/crm-error.ts';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { openStore } from '../../src/store/index.ts';
import { serverAddress } from '../../src/store/server/address.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';

const secret = 'hunter2-%@:/#';
const place = { file: 'crm.yaml', line: 6, column: 8 };
const limits = { timeoutMs: 2000, connectMs: 700, lockMs: 500, graceMs: 500 };
const one = { sql: 'select 1 as a', bindings: [] };

/** What a store says when it is asked; never with the password. */
async function said(url: string, sql = one.sql): Promise<Diagnostic & { exit: string }> {
  const store = openStore({ url, root: '/', place }, limits);
  try {
    await store.all({ sql, bindings: [] });
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const [found] = error.diagnostics;
    if (!found) throw error;
    const text = JSON.stringify([found, error.message, error.stack]);
    for (const form of [secret, encodeURIComponent(secret), 'hunter2']) expect(text).not.toContain(form);
    return { ...found, exit: error.exitName };
  } finally {
    await store.close();
  }
  throw new Error('it answered');
}

const withUser = (url: string, user: string, password = secret): string => {
  const parts = new URL(url);
  parts.username = user;
  parts.password = encodeURIComponent(password);
  return parts.href;
};

const kinds = (await databaseKinds()).filter(({ dialect }) => dialect !== 'sqlite');

describe.each(kinds)('what goes wrong with $name', ({ dialect, missing, create }) => {
  const postgres = dialect === 'postgres';
  const reader = `crm_pw_${process.pid}`;
  let database: TestDatabase;
  let passwords = true;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await database.run('create table people (id integer primary key, name varchar(20))');
    await database.run('create table secrets (id integer)');
    if (postgres) {
      await database.run(`create role ${reader} login password 'right'`);
      await database.run(`grant select on people to ${reader}`);
    } else {
      await database.run(`create user ${reader}@'127.0.0.1' identified by 'right'`);
      await database.run(`grant select on people to ${reader}@'127.0.0.1'`);
    }
    const store = openStore({ url: withUser(database.url, reader, 'wrong'), root: '/' }, limits);
    // A server of one's own may trust everybody.
    passwords = await store.all(one).then(
      () => false,
      () => true,
    );
    await store.close();
  });
  afterAll(async () => {
    if (!database) return;
    await database.run(postgres ? `drop owned by ${reader}` : `drop user ${reader}@'127.0.0.1'`);
    if (postgres) await database.run(`drop role ${reader}`);
    await database.drop();
  });

  it.skipIf(missing)('a wrong password', async (test) => {
    if (!passwords) test.skip();
    expect(await said(withUser(database.url, reader))).toMatchObject({
      exit: 'backend',
      code: 'STORE.ACCESS_REFUSED',
      summary: expect.stringContaining(new URL(database.url).host),
      place,
    });
  });

  it.skipIf(missing)('a database that is not there', async () => {
    const url = new URL(database.url);
    url.pathname = '/nowhere';
    expect(await said(url.href)).toMatchObject({
      code: 'STORE.NO_DATABASE',
      summary: expect.stringContaining('nowhere'),
      place,
    });
  });

  it.skipIf(missing)('encryption that the server does not have', async () => {
    expect(await said(`${database.url}?sslmode=require`)).toMatchObject({
      exit: 'backend',
      code: 'STORE.TLS_REFUSED',
      place,
    });
  });

  it.skipIf(missing)('a table that may not be read', async () => {
    const url = withUser(database.url, reader, 'right');
    expect(await said(url, 'select * from secrets')).toMatchObject({
      exit: 'backend',
      code: 'STORE.NOT_PERMITTED',
      summary: expect.stringContaining('secrets'),
    });
  });

  it.skipIf(missing)('a column that is not there, and a query that is none', async () => {
    expect(await said(database.url, 'select nickname from people')).toMatchObject({
      exit: 'backend',
      code: 'STORE.QUERY_FAILED',
      summary: expect.stringContaining('nickname'),
    });
    expect(await said(database.url, 'select from where people')).toMatchObject({ code: 'STORE.QUERY_FAILED' });
  });

  it.skipIf(missing)('a table that somebody changes', async () => {
    if (postgres) await database.run('begin');
    await database.run(postgres ? 'lock table people in access exclusive mode' : 'lock tables people write');
    try {
      const found = await said(database.url, 'select * from people');
      expect(['STORE.LOCKED', 'STORE.TOO_SLOW']).toContain(found.code);
    } finally {
      await database.run(postgres ? 'rollback' : 'unlock tables');
    }
  });

  it.skipIf(missing || postgres)('a query that is larger than what the server takes is not sent', async () => {
    const store = openStore({ url: database.url, root: '/' }, { ...limits, timeoutMs: 20_000 });
    const [row] = await store.all({ sql: 'select @@max_allowed_packet as n', bindings: [] });
    const query = { sql: 'select length(?) as n', bindings: ['x'.repeat(Number(row?.n))] };
    await expect(store.all(query)).rejects.toMatchObject({
      exitName: 'backend',
      diagnostics: [{ code: 'STORE.QUERY_TOO_LARGE', summary: expect.stringContaining('max_allowed_packet') }],
    });
    await expect(store.stream(query)[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(CrmError);
    const large = { ...query, bindings: ['x'.repeat(Number(row?.n) - 2000)] };
    expect(await store.all(large)).toEqual([{ n: Number(row?.n) - 2000 }]);
    await store.close();
  });

  it.skipIf(missing)('a user that can do too much is named; one that only reads is not', async () => {
    const strong = openStore({ url: database.url, root: '/', place }, limits);
    expect(await strong.warnings()).toMatchObject([{ code: 'STORE.SUPERUSER', severity: 'warning', place }]);
    await strong.close();
    const weak = openStore({ url: withUser(database.url, reader, 'right'), root: '/' }, limits);
    expect(await weak.warnings()).toEqual([]);
    expect(await weak.all({ sql: 'select count(*) as n from people', bindings: [] })).toEqual([{ n: 0 }]);
    await weak.close();
  });
});

describe.each([
  ['postgres', 'PostgreSQL'],
  ['mysql', 'MySQL'],
] as const)('a %s that cannot be reached', (scheme, name) => {
  let silent: Server;
  let port = 0;
  beforeAll(async () => {
    silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    port = (silent.address() as { port: number }).port;
  });
  afterAll(() => silent.close());
  const url = (host: string): string => `${scheme}://crm:${encodeURIComponent(secret)}@${host}/shop`;

  it('nobody listens', async () => {
    expect(await said(url('127.0.0.1:1'))).toMatchObject({
      exit: 'backend',
      code: 'STORE.UNREACHABLE',
      summary: expect.stringContaining(`cannot reach ${name} at 127.0.0.1:1/shop`),
      place,
    });
  });

  it('there is no such host', async () => {
    expect(await said(url('db.invalid'))).toMatchObject({
      code: 'STORE.UNREACHABLE',
      summary: expect.stringContaining('db.invalid'),
    });
  });

  it('somebody listens and says nothing', async () => {
    const begun = Date.now();
    expect(await said(url(`127.0.0.1:${port}`))).toMatchObject({ code: 'STORE.UNREACHABLE' });
    expect(Date.now() - begun).toBeLessThan(5000);
  });
});

describe('urls', () => {
  const wrong = (url: string): Diagnostic => {
    try {
      openStore({ url, root: '/', place });
    } catch (error) {
      const [found] = (error as CrmError).diagnostics;
      expect(JSON.stringify(found)).not.toContain('hunter2');
      if (found) return found;
    }
    throw new Error('it was taken');
  };
  it.each([
    ['postgres://crm:hunter2/x@db:5432/shop', 'percent-encoded'],
    ['postgres://crm:hunter2#x@db/shop', 'percent-encoded'],
    ['postgres://crm:hunter2%zz@db/shop', 'percent-encoded'],
    ['postgres://crm:hunter2@db:port/shop', 'no url'],
    ['mysql://crm:hunter2@db/shop?ssl=true', 'the option `ssl`'],
    ['mysql://crm:hunter2@db/shop?sslmode=maybe', 'sslmode is one of'],
    ['postgres://crm:hunter2@db/shop?sslmode=require&sslrootcert=ca.pem', 'sslrootcert needs'],
    ['postgres://crm:hunter2@db/shop?timeout=soon', 'timeout is a length of time'],
    ['postgres://crm:hunter2@db/shop?timeout=999999h', 'timeout is a length of time'],
    ['postgres://crm:hunter2@db/shop?timeout=1m&timeout=2m', 'twice'],
    ['postgres://crm:hunter2@db/shop?sslmode=verify-full&sslrootcert=/nowhere/ca.pem', '/nowhere/ca.pem'],
  ])('%s', (url, words) => {
    expect(wrong(url)).toMatchObject({ code: 'STORE.BAD_URL', place, summary: expect.stringContaining(words) });
  });
  it.each(['oracle://crm:hunter2@db/shop', 'postgress://db/shop', 'data/store.db'])('%s is no database', (url) => {
    expect(wrong(url)).toMatchObject({ code: 'STORE.UNKNOWN_DATABASE' });
  });
  it('may name a socket', () => {
    expect(serverAddress('postgres://crm@/shop?host=/var/run/postgresql', 5432)).toMatchObject({
      socket: '/var/run/postgresql',
      host: '/var/run/postgresql',
      user: 'crm',
      database: 'shop',
    });
    expect(serverAddress('mysql:///shop?host=/run/mysqld.sock', 3306)).toMatchObject({ socket: '/run/mysqld.sock' });
  });
  it('are taken apart', () => {
    expect(serverAddress('mysql://c%40rm:p%2Fw%25@[::1]:3307/sh%20op?timeout=90s&sslmode=disable', 3306)).toEqual({
      host: '::1',
      port: 3307,
      socket: undefined,
      user: 'c@rm',
      password: 'p/w%',
      database: 'sh op',
      tls: 'off',
      ca: undefined,
      timeoutMs: 90_000,
    });
  });
  it('are opened without a connection', async () => {
    const store = openStore({ url: 'postgresql://127.0.0.1:1/shop', root: '/' });
    expect(store.dialect).toBe('postgres');
    await store.close();
    expect(openStore({ url: 'mariadb://127.0.0.1:1/shop', root: '/' }).dialect).toBe('mysql');
  });
});
