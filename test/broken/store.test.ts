import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';
import { type Broken, checkBroken, needsRoot, nobody, plan } from './check-broken.ts';
import { writeTiny } from './tiny-workspace.ts';

const crm = 'crm.yaml';
const text = 'id,name\n1,Kim\n'.repeat(200);

const store: readonly Broken[] = [
  {
    name: 'the database is missing',
    args: plan,
    prepare: (dir) => rmSync(join(dir, 'store.db')),
    exit: 11,
    finds: [{ code: 'STORE.NOT_FOUND', at: 'crm.yaml:6:8', marks: 'sqlite:store.db' }],
  },
  {
    name: 'the database is missing when people should react',
    args: ['demo', 'react'],
    prepare: (dir) => rmSync(join(dir, 'store.db')),
    exit: 11,
    finds: [{ code: 'STORE.NOT_FOUND', at: 'crm.yaml:6:8', marks: 'sqlite:store.db' }],
  },
  {
    name: 'the database is a text file',
    args: plan,
    prepare: (dir) => writeFileSync(join(dir, 'store.db'), text),
    exit: 11,
    finds: [{ code: 'STORE.NOT_A_DATABASE' }],
  },
  {
    name: 'the database is a folder',
    args: plan,
    prepare: (dir) => {
      rmSync(join(dir, 'store.db'));
      mkdirSync(join(dir, 'store.db'));
    },
    exit: 11,
    finds: [{ code: 'STORE.NOT_A_DATABASE', at: 'crm.yaml:6:8', marks: 'sqlite:store.db', says: 'is a folder' }],
  },
  {
    name: 'the database is empty',
    args: plan,
    prepare: (dir) => writeFileSync(join(dir, 'store.db'), ''),
    finds: [
      { code: 'STORE.NO_TABLE', at: 'crm.yaml:8:12', marks: 'people' },
      { code: 'STORE.NO_TABLE', at: 'crm.yaml:15:16', marks: 'events' },
    ],
  },
  {
    name: 'a table that is called something else',
    args: plan,
    edits: [[crm, 'table: people', 'table: peopel']],
    finds: [{ code: 'STORE.NO_TABLE', at: 'crm.yaml:8:12', marks: 'peopel', hint: ['people'] }],
  },
  {
    name: 'columns that are called something else, all in one run',
    args: plan,
    edits: [
      [crm, 'nickname: nickname', 'nickname: nickame'],
      [crm, 'addresses: { email: email }', 'addresses: { email: mail }'],
      [crm, 'at: at', 'at: when'],
    ],
    finds: [
      { code: 'STORE.NO_COLUMN', at: 'crm.yaml:11:29', marks: 'nickame', hint: ['nickname'] },
      { code: 'STORE.NO_COLUMN', at: 'crm.yaml:12:25', marks: 'mail', hint: ['email'] },
      { code: 'STORE.NO_COLUMN', at: 'crm.yaml:15:59', marks: 'when' },
    ],
  },
  {
    name: 'a database of another kind',
    args: plan,
    edits: [[crm, 'sqlite:store.db', 'oracle://db.tiny.example/app']],
    finds: [{ code: 'STORE.UNKNOWN_DATABASE', at: 'crm.yaml:6:8', marks: 'oracle://db.tiny.example/app' }],
  },
  {
    name: 'the files are checked before the store is asked',
    args: plan,
    edits: [['segments/vip.yaml', 'title:', 'titel:']],
    prepare: (dir) => rmSync(join(dir, 'store.db')),
    finds: [{ code: 'SEGMENT.UNKNOWN_KEY', at: 'segments/vip.yaml:1:1', marks: 'titel', hint: ['title'] }],
  },
];

const ledger: readonly Broken[] = [
  {
    name: 'a ledger in a folder that may not be written',
    args: plan,
    skip: needsRoot,
    uid: nobody,
    exit: 11,
    finds: [{ code: 'LEDGER.CANNOT_OPEN', at: 'crm.yaml:17:8', marks: 'sqlite:.crm/ledger.db' }],
  },
  {
    name: 'a ledger that may not be written',
    args: plan,
    skip: needsRoot,
    uid: nobody,
    prepare: (dir) => {
      mkdirSync(join(dir, '.crm'));
      const db = new Database(join(dir, '.crm/ledger.db'));
      db.exec('create table t (a)');
      db.close();
      chmodSync(join(dir, '.crm/ledger.db'), 0o444);
    },
    exit: 11,
    finds: [{ code: 'LEDGER.CANNOT_OPEN', at: 'crm.yaml:17:8', marks: 'sqlite:.crm/ledger.db' }],
  },
  {
    name: 'a ledger that is a text file',
    args: plan,
    prepare: (dir) => {
      mkdirSync(join(dir, '.crm'));
      writeFileSync(join(dir, '.crm/ledger.db'), text);
    },
    exit: 11,
    finds: [{ code: 'LEDGER.CANNOT_OPEN', at: 'crm.yaml:17:8', marks: 'sqlite:.crm/ledger.db' }],
  },
  {
    name: 'a ledger that is a database of something else',
    args: plan,
    prepare: (dir) => {
      mkdirSync(join(dir, '.crm'));
      const db = new Database(join(dir, '.crm/ledger.db'));
      db.exec('create table crm_migrations (version integer)');
      db.close();
    },
    exit: 11,
    finds: [{ code: 'LEDGER.CANNOT_OPEN', at: 'crm.yaml:17:8', marks: 'sqlite:.crm/ledger.db' }],
  },
  {
    name: 'a ledger on a server',
    args: plan,
    edits: [[crm, 'sqlite:.crm/ledger.db', 'mysql://db.tiny.example/app']],
    finds: [{ code: 'LEDGER.UNKNOWN_DATABASE', at: 'crm.yaml:17:8', marks: 'mysql://db.tiny.example/app' }],
  },
];

const environments: readonly Broken[] = [
  {
    name: 'an environment that does not exist',
    args: [...plan, '--env', 'prodction'],
    edits: [[crm, 'channels:', 'environments:\n  production: { store: { url: "sqlite:store.db" } }\nchannels:']],
    exit: 4,
    finds: [{ code: 'ENVIRONMENT.UNKNOWN', hint: ['production'] }],
  },
  {
    name: 'a variable that is not set',
    args: plan,
    edits: [[crm, 'url: sqlite:store.db', 'url: "${env:TINY_STORE}"']],
    finds: [{ code: 'ENVIRONMENT.NOT_SET', at: 'crm.yaml:6:8', marks: '"${env:TINY_STORE}"', says: 'TINY_STORE' }],
  },
  {
    name: 'a variable that holds an address of another kind, with a password',
    args: plan,
    edits: [[crm, 'url: sqlite:store.db', 'url: "${env:TINY_STORE}"']],
    env: { TINY_STORE: 'oracle://crm:hunter2hunter2@db.tiny.example/app' },
    finds: [{ code: 'STORE.UNKNOWN_DATABASE', at: 'crm.yaml:6:8', marks: '"${env:TINY_STORE}"' }],
    hides: 'hunter2hunter2',
  },
  {
    name: 'a time that is none',
    args: ['plan', '--as-of', 'yesterday'],
    exit: 4,
    finds: [{ code: 'USAGE.BAD_INSTANT' }],
  },
];

checkBroken('store', store);
checkBroken('ledger', ledger);
checkBroken('environments', environments);

/** The lock is another connection's, so it cannot stand in the table. */
it('a ledger that another program holds', async () => {
  const dir = tempDir();
  writeTiny(dir);
  mkdirSync(join(dir, '.crm'));
  const db = new Database(join(dir, '.crm/ledger.db'));
  db.exec('create table t (a); begin exclusive');
  const { code, stderr } = await runCrm(plan, { cwd: dir });
  db.close();
  expect({ code, stderr }).toMatchObject({ code: 9 });
  expect(stderr).toContain('LEDGER.BUSY');
  expect(stderr).toMatch(/why .+\n.*next /);
});
