import mysql from 'mysql2';
import type { ServerAddress } from '../server/address.ts';
import { deadline } from '../server/deadline.ts';
import type { Limits } from '../server/session.ts';
import { tlsOptions } from '../server/tls.ts';
import { causeOf } from './cause.ts';

export interface Connected {
  readonly connection: mysql.Connection;
  readonly mariadb: boolean;
  /** The largest query, in bytes. */
  readonly packet: number;
}

/** A connection that only reads, in UTC, with names in double quotes as on every other database. */
export async function connected(address: ServerAddress, limits: Limits): Promise<Connected> {
  const connection = await encryptedWhenPossible(address, limits);
  try {
    const [row] = await ask(connection, 'select version() as version, @@max_allowed_packet as packet');
    const mariadb = /mariadb/i.test(String(row?.version));
    for (const sql of [
      'set session transaction read only',
      'set names utf8mb4 collate utf8mb4_bin',
      `set session time_zone = '+00:00', lock_wait_timeout = ${Math.ceil(limits.lockMs / 1000)}, net_write_timeout = 3600, sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'`,
      timeLimit(mariadb, limits.timeoutMs),
    ])
      await ask(connection, sql);
    return { connection, mariadb, packet: Number(row?.packet) };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

/** How long the server lets a query run; 0: without end. */
export const timeLimit = (mariadb: boolean, ms: number): string =>
  mariadb ? `set session max_statement_time = ${ms / 1000}` : `set session max_execution_time = ${ms}`;

export const ask = (connection: mysql.Connection, sql: string): Promise<Record<string, unknown>[]> =>
  new Promise((resolve, reject) =>
    connection.query(sql, (error, rows) => (error ? reject(error) : resolve(rows as Record<string, unknown>[]))),
  );

/** A server goes on with a query whose connection is gone: it is told to stop, if it can be reached. */
export async function killQuery(address: ServerAddress, limits: Limits, thread: number): Promise<void> {
  const connection = await encryptedWhenPossible(address, limits).catch(() => undefined);
  if (!connection) return;
  await deadline(ask(connection, `kill query ${Number(thread)}`), 5000, () => undefined).catch(() => undefined);
  connection.destroy();
}

async function encryptedWhenPossible(address: ServerAddress, limits: Limits): Promise<mysql.Connection> {
  const ssl = tlsOptions(address);
  try {
    return await connect(address, limits, ssl);
  } catch (error) {
    if (address.tls === 'offered' && causeOf(error).kind === 'tls') return connect(address, limits, undefined);
    throw error;
  }
}

function connect(
  { host, port, socket, user, password, database }: ServerAddress,
  { connectMs }: Limits,
  ssl: ReturnType<typeof tlsOptions>,
): Promise<mysql.Connection> {
  const connection = mysql.createConnection({
    ...(socket === undefined ? { host, port } : { socketPath: socket }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ...(ssl && socket === undefined ? { ssl } : {}),
    charset: 'UTF8MB4_BIN',
    connectTimeout: connectMs,
    multipleStatements: false,
    // A server that asks for a file of ours gets none.
    flags: ['-LOCAL_FILES'],
    supportBigNumbers: true,
    bigNumberStrings: false,
    dateStrings: true,
    jsonStrings: true,
    // The server counts the prepared statements of everybody.
    maxPreparedStatements: 50,
  });
  return new Promise((resolve, reject) => {
    connection.on('error', () => undefined);
    connection.connect((error) => {
      if (!error) return resolve(connection);
      connection.destroy();
      return reject(error);
    });
  });
}
