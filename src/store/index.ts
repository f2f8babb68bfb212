import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Store } from '../model/ports.ts';
import { lateStore } from './late-store.ts';
import { serverAddress } from './server/address.ts';
import type { Limits } from './server/session.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import { askedTimeout, existingStorePath } from './sqlite/store-path.ts';
import type { StoreAddress } from './store-address.ts';
import { noTimeout, timeoutOf } from './timeout-of.ts';

export { storePath } from './sqlite/store-path.ts';
export type { StoreAddress } from './store-address.ts';

const usual: Limits = { timeoutMs: 300_000, connectMs: 10_000, lockMs: 10_000, graceMs: 5000 };

interface Kind {
  readonly dialect: 'postgres' | 'mysql';
  readonly name: string;
  readonly port: number;
}

const postgres: Kind = { dialect: 'postgres', name: 'PostgreSQL', port: 5432 };
const mysql: Kind = { dialect: 'mysql', name: 'MySQL', port: 3306 };
const servers: ReadonlyMap<string, Kind> = new Map([
  ['postgres:', postgres],
  ['postgresql:', postgres],
  ['mysql:', mysql],
  ['mariadb:', { ...mysql, name: 'MariaDB' }],
]);

/** Opens the company's store for reading. A server is connected to when it is asked for the first time; its driver is loaded then. */
export function openStore(address: StoreAddress, limits: Partial<Limits> = {}): Store {
  const scheme = /^[^:]*:/.exec(address.url)?.[0].toLowerCase() ?? '';
  const server = servers.get(scheme);
  if (server) return openServer(server, address, limits);
  if (scheme !== 'sqlite:') throw unknownDatabase(address);
  const path = existingStorePath(address);
  const asked = askedTimeout(address.url);
  const timeoutMs = asked === undefined ? usual.timeoutMs : timeoutOf(asked);
  if (timeoutMs === undefined) throw badUrl(noTimeout, address, 'sqlite:data/store.db?timeout=10m');
  return openSqliteStore(path, limits.timeoutMs ?? timeoutMs);
}

function openServer({ dialect, name, port }: Kind, address: StoreAddress, limits: Partial<Limits>): Store {
  const server = serverAddress(address.url, port);
  if ('wrong' in server) throw badUrl(server.wrong, address);
  const ca = server.ca === undefined ? undefined : resolve(address.root, server.ca);
  if (ca !== undefined && !statSync(ca, { throwIfNoEntry: false })?.isFile())
    throw badUrl(`sslrootcert is no file: ${ca}`, address);
  const { timeoutMs = usual.timeoutMs } = server;
  const all = { ...usual, timeoutMs, ...limits };
  const where = server.socket ?? `${server.host}:${server.port}`;
  const database = server.database === undefined ? '' : `${server.socket ? ', database ' : '/'}${server.database}`;
  const about = { shown: `${name} at ${where}${database}`, place: address.place, timeoutMs: all.timeoutMs };
  const found = { ...server, ca };
  return lateStore(dialect, async () =>
    dialect === 'postgres'
      ? (await import('./postgres/index.ts')).postgresStore(found, all, about)
      : (await import('./mysql/index.ts')).mysqlStore(found, all, about),
  );
}

const example = 'postgres://crm_reader:<password>@db.example.com:5432/shop?sslmode=verify-full';

const badUrl = (wrong: string, { place }: StoreAddress, like = example): CrmError =>
  new CrmError('invalid', {
    code: 'STORE.BAD_URL',
    severity: 'error',
    summary: `the url of the store cannot be used: ${wrong}`,
    ...(place ? { place } : {}),
    why: 'It is not repeated here, since it may hold a password.',
    next: [`Write it like ${like}`],
  });

const unknownDatabase = ({ url, place }: StoreAddress): CrmError =>
  new CrmError('invalid', {
    code: 'STORE.UNKNOWN_DATABASE',
    severity: 'error',
    summary: `the store's url begins with \`${url.split(':')[0]}:\`, which is no database that crm reads`,
    ...(place ? { place } : {}),
    why: 'crm reads sqlite:, postgres:, postgresql:, mysql: and mariadb:.',
    next: ['Write `store: { url: "sqlite:data/store.db", .. }`, or import CSV files: crm store import.'],
  });
