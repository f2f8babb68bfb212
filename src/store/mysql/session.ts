import mysql from 'mysql2';
import type { Query, Row } from '../../model/query.ts';
import type { ServerAddress } from '../server/address.ts';
import { deadline } from '../server/deadline.ts';
import type { Limits, Session } from '../server/session.ts';
import { causeOf } from './cause.ts';
import { ask, connected, killQuery, timeLimit } from './connect.ts';
import { rowsOf } from './rows-of.ts';
import { type Field, toRow } from './values.ts';

const ahead = 200;

/** A connection to MySQL or MariaDB. Every query is a prepared statement, in a transaction that only reads and is always rolled back. */
export async function openSession(address: ServerAddress, limits: Limits): Promise<Session> {
  const { connection, mariadb } = await connected(address, limits);
  const state = { lost: false };
  const lose = (): void => {
    state.lost = true;
  };
  connection.on('error', lose);
  connection.on('end', lose);
  const destroy = (): void => {
    lose();
    connection.destroy();
  };
  const cut = (): void => {
    void killQuery(address, limits, connection.threadId);
    destroy();
  };
  const within = <T>(work: Promise<T>): Promise<T> => deadline(work, limits.timeoutMs + limits.graceMs, cut);
  const control = (sql: string): Promise<unknown> => within(ask(connection, sql));
  const leave = async (...more: string[]): Promise<void> => {
    for (const sql of ['rollback', ...more]) if (!state.lost) await control(sql).catch(destroy);
  };
  const noted = (error: unknown): never => {
    if (causeOf(error).kind === 'lost') lose();
    throw error;
  };
  const all = async (query: Query): Promise<readonly Row[]> => {
    await control('start transaction read only');
    return within(executed(connection, query));
  };
  return {
    get lost() {
      return state.lost;
    },
    all: (query) => all(query).catch(noted).finally(leave),
    stream: async function* (query) {
      let answered = false;
      try {
        // The server would count the time in which it waits for us, too: here only the waiting for the server counts.
        await control(timeLimit(mariadb, 0));
        await control('start transaction read only');
        yield* rowsOf(connection.execute(statement(query)).stream({ highWaterMark: ahead }), within);
        answered = true;
      } catch (error) {
        answered = true;
        noted(error);
      } finally {
        // Whoever stops early leaves rows behind that the server would still send.
        if (answered) await leave(timeLimit(mariadb, limits.timeoutMs));
        else cut();
      }
    },
    end: () => new Promise((resolve) => connection.end(() => resolve())),
    destroy,
  };
}

const executed = (connection: mysql.Connection, query: Query): Promise<readonly Row[]> =>
  new Promise((resolve, reject) =>
    connection.execute(statement(query), (error, rows, fields) =>
      error ? reject(error) : resolve((rows as Record<string, unknown>[]).map(toRow(fields as Field[]))),
    ),
  );

const largest = 2n ** 63n;

/** Integers are sent as such: the driver's own way would make doubles of them. */
const statement = ({ sql, bindings }: Query): { sql: string; values: unknown[] } => ({
  sql,
  values: bindings.map((value) => {
    const whole = typeof value === 'bigint' || Number.isSafeInteger(value);
    if (!whole) return value;
    const integer = BigInt(value as number | bigint);
    return integer >= -largest && integer < largest ? mysql.TypedParameter.BIGINT(integer) : String(integer);
  }),
});
