import type pg from 'pg';
import type { Query, Row } from '../../model/query.ts';
import type { ServerAddress } from '../server/address.ts';
import { breakable } from '../server/breakable.ts';
import { Cut } from '../server/cause.ts';
import { deadline } from '../server/deadline.ts';
import type { Limits, Session } from '../server/session.ts';
import { beginText } from './begin-text.ts';
import { cancelQuery, connected } from './connect.ts';
import { types } from './values.ts';

const batch = 500;
/** Rows may be handed out slowly: between two batches the database waits this long. */
const streamIdleMs = 3_600_000;

/** A connection to PostgreSQL. Every query is one statement, in a transaction that only reads and is always rolled back. */
export async function openSession(address: ServerAddress, limits: Limits): Promise<Session> {
  const client = await connected(address, limits);
  const link = breakable();
  client.on('error', link.break);
  client.on('end', () => link.break(new Cut()));
  const destroy = (): void => {
    if (link.busy) void cancelQuery(address, limits, client);
    link.break(new Cut());
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  };
  const within = <T>(work: Promise<T>): Promise<T> =>
    deadline(link.wait(work), limits.timeoutMs + limits.graceMs, destroy);
  const run = async (text: string, values: Query['bindings'] = []): Promise<readonly Row[]> =>
    (await within(client.query<Row>(extended(text, values)))).rows;
  const begin = (query: string, idleMs: number): Promise<unknown> =>
    within(client.query(beginText(query, limits, idleMs)));
  const leave = async (): Promise<void> => {
    if (!link.broken) await within(client.query('rollback')).catch(destroy);
  };
  return {
    get lost() {
      return link.broken;
    },
    all: async ({ sql, bindings }) => {
      try {
        await begin(sql, 60_000);
        return await run(sql, bindings);
      } finally {
        await leave();
      }
    },
    stream: async function* ({ sql, bindings }) {
      try {
        await begin(sql, streamIdleMs);
        await run(`declare crm_rows no scroll cursor for ${sql}`, bindings);
        for (;;) {
          const rows = await run(`fetch forward ${batch} from crm_rows`);
          yield* rows;
          if (rows.length < batch) return;
        }
      } finally {
        await leave();
      }
    },
    end: () => client.end(),
    destroy,
  };
}

/** The extended protocol takes one statement and no more. */
const extended = (text: string, bindings: Query['bindings']): pg.QueryConfig =>
  ({
    text,
    values: bindings.map(written),
    types,
    queryMode: 'extended',
  }) as pg.QueryConfig;

/** The driver would write an instant in the zone of this machine. */
function written(value: Query['bindings'][number]): string | number | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? String(value) : value;
}
