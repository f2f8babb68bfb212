import mysql from 'mysql2';
import type { Query, Row } from '../../model/query.ts';
import type { ServerAddress } from '../server/address.ts';
import { breakable } from '../server/breakable.ts';
import { Cut, TooLarge } from '../server/cause.ts';
import { deadline } from '../server/deadline.ts';
import type { Limits, Session } from '../server/session.ts';
import { ask, connected, killQuery, timeLimit } from './connect.ts';
import { rowsOf } from './rows-of.ts';
import { type Field, toRow } from './values.ts';

const ahead = 200;

/** A connection to MySQL or MariaDB. Every query is a prepared statement, in a transaction that only reads and is always rolled back. */
export async function openSession(address: ServerAddress, limits: Limits): Promise<Session> {
  const { connection, mariadb, packet } = await connected(address, limits);
  const link = breakable();
  connection.on('error', link.break);
  connection.on('end', () => link.break(new Cut()));
  const drop = (): void => {
    link.break(new Cut());
    connection.destroy();
    // The driver only says good-bye, which a server that is writing does not hear.
    (connection as unknown as { stream: { destroy(): void } }).stream.destroy();
  };
  const cut = (): void => {
    void killQuery(address, limits, connection.threadId);
    drop();
  };
  const within = <T>(work: Promise<T>, ms = limits.timeoutMs + limits.graceMs): Promise<T> =>
    deadline(link.wait(work), ms, cut);
  const control = (sql: string): Promise<unknown> => within(ask(connection, sql));
  const leave = async (...more: string[]): Promise<void> => {
    for (const sql of ['rollback', ...more]) if (!link.broken) await control(sql).catch(cut);
  };
  return {
    get lost() {
      return link.broken;
    },
    all: async (query) => {
      refuseTooLarge(query, packet);
      try {
        await control('start transaction read only');
        return await within(executed(connection, named(query, mariadb)));
      } finally {
        await leave();
      }
    },
    stream: async function* (query) {
      refuseTooLarge(query, packet);
      let answered = false;
      try {
        // The server would count the time in which it waits for us, too: here only the waiting for the server counts.
        await control(timeLimit(mariadb, 0));
        await control('start transaction read only');
        const rows = connection.execute(statement(named(query, mariadb))).stream({ highWaterMark: ahead });
        yield* rowsOf(rows, (work) => within(work, limits.timeoutMs));
        answered = true;
      } catch (error) {
        answered = true;
        throw error;
      } finally {
        // Whoever stops early leaves rows behind that the server would still send.
        if (answered) await leave(timeLimit(mariadb, limits.timeoutMs));
        else cut();
      }
    },
    end: () => new Promise((resolve) => connection.end(() => resolve())),
    destroy: () => (link.busy ? cut() : drop()),
  };
}

/** What the server would refuse, after which it closes the connection, is not sent. */
function refuseTooLarge({ sql, bindings }: Query, packet: number): void {
  const bytes = bindings.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) + 9 : 10),
    Buffer.byteLength(sql) + 1024,
  );
  if (bytes > packet) throw new TooLarge(bytes, packet);
}

async function executed(connection: mysql.Connection, query: Query): Promise<readonly Row[]> {
  const { rows, fields } = await new Promise<{ rows: unknown; fields: unknown }>((resolve, reject) =>
    connection.execute(statement(query), (error, rows, fields) => (error ? reject(error) : resolve({ rows, fields }))),
  );
  // What is not a select gives no rows.
  return Array.isArray(rows) && Array.isArray(fields) ? rows.map(toRow(fields as Field[])) : [];
}

/** The collation that knows the cases of all letters goes by another name in each of the two. */
const named = ({ sql, bindings }: Query, mariadb: boolean): Query => ({
  sql: sql.replaceAll('crm_letters', mariadb ? 'utf8mb4_uca1400_as_cs' : 'utf8mb4_0900_as_cs'),
  bindings,
});

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
