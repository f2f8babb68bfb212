import pg from 'pg';
import type { Query, Row } from '../../model/query.ts';
import type { ServerAddress } from '../server/address.ts';
import { deadline } from '../server/deadline.ts';
import type { Limits, Session } from '../server/session.ts';
import { tlsOptions } from '../server/tls.ts';
import { causeOf } from './cause.ts';
import { types } from './values.ts';

const batch = 500;
/** Rows may be handed out slowly: between two batches the database waits this long. */
const streamIdleMs = 3_600_000;

export async function openSession(address: ServerAddress, limits: Limits): Promise<Session> {
  const client = await connected(address, limits);
  const state = { lost: false };
  const lose = (): void => {
    state.lost = true;
  };
  client.on('error', lose);
  client.on('end', lose);
  const destroy = (): void => {
    lose();
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  };
  const within = <T>(work: Promise<T>): Promise<T> => deadline(work, limits.timeoutMs + limits.graceMs, destroy);
  const run = (text: string, values: Query['bindings'] = []): Promise<readonly Row[]> =>
    within(client.query(extended(text, values))).then(({ rows }) => rows as Row[]);
  const leave = async (): Promise<void> => {
    if (!state.lost) await within(client.query('rollback')).catch(destroy);
  };
  const reading = async <T>(idleMs: number, work: () => Promise<T>): Promise<T> => {
    await within(client.query(beginText(limits, idleMs)));
    return work();
  };
  const noted = (error: unknown): never => {
    if (causeOf(error).kind === 'lost') lose();
    throw error;
  };
  return {
    get lost() {
      return state.lost;
    },
    all: ({ sql, bindings }) =>
      reading(60_000, () => run(sql, bindings))
        .catch(noted)
        .finally(leave),
    stream: async function* ({ sql, bindings }) {
      try {
        await reading(streamIdleMs, () => run(`declare crm_rows no scroll cursor for ${sql}`, bindings));
        for (;;) {
          const rows = await run(`fetch forward ${batch} from crm_rows`);
          yield* rows;
          if (rows.length < batch) return;
        }
      } catch (error) {
        noted(error);
      } finally {
        await leave();
      }
    },
    end: () => client.end(),
    destroy,
  };
}

/**
 * Everything is set for the transaction alone, and every transaction is rolled back: a pooler between us and the database gives the
 * connection to others afterwards, and nothing that a query set or announced stays behind.
 */
const beginText = ({ timeoutMs, lockMs }: Limits, idleMs: number): string =>
  [
    'begin transaction isolation level read committed read only',
    `set local statement_timeout = ${timeoutMs}`,
    `set local lock_timeout = ${lockMs}`,
    `set local idle_in_transaction_session_timeout = ${idleMs}`,
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local intervalstyle = 'iso_8601'",
    "set local bytea_output = 'hex'",
    'set local standard_conforming_strings = on',
    // All rows of a cursor are fetched, so it is planned for all of them.
    'set local cursor_tuple_fraction = 1',
  ].join('; ');

/** The extended protocol takes one statement and no more. */
const extended = (text: string, bindings: Query['bindings']): pg.QueryConfig =>
  ({
    text,
    values: bindings.map((value) => (typeof value === 'bigint' ? String(value) : value)),
    types,
    queryMode: 'extended',
  }) as pg.QueryConfig;

async function connected(address: ServerAddress, limits: Limits): Promise<pg.Client> {
  const ssl = tlsOptions(address);
  try {
    return await connect(address, limits, ssl);
  } catch (error) {
    // Like psql: encrypted when the server can.
    if (address.tls === 'offered' && causeOf(error).kind === 'tls') return connect(address, limits, undefined);
    throw error;
  }
}

async function connect(
  { host, port, user, password, database }: ServerAddress,
  { connectMs }: Limits,
  ssl: ReturnType<typeof tlsOptions>,
): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    ssl: ssl ?? false,
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    application_name: 'crm',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await Promise.race([client.end().catch(() => undefined), new Promise((resolve) => setImmediate(resolve))]);
    throw error;
  }
  return client;
}
