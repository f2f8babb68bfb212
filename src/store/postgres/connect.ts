import pg from 'pg';
import type { ServerAddress } from '../server/address.ts';
import { deadline } from '../server/deadline.ts';
import type { Limits } from '../server/session.ts';
import { tlsOptions } from '../server/tls.ts';
import { causeOf } from './cause.ts';

/** A connection, encrypted as the address says. */
export async function connected(address: ServerAddress, limits: Limits): Promise<pg.Client> {
  const ssl = tlsOptions(address);
  try {
    return await connect(address, limits, ssl);
  } catch (error) {
    // Like psql: encrypted when the server can.
    if (address.tls === 'offered' && causeOf(error).kind === 'tls') return connect(address, limits, undefined);
    throw error;
  }
}

/** A server goes on with a query whose connection is gone: it is told to stop, if it can be reached. */
export async function cancelQuery(address: ServerAddress, limits: Limits, client: pg.Client): Promise<void> {
  const { processID } = client as unknown as { processID: number | null };
  const own = processID === null ? undefined : await connected(address, limits).catch(() => undefined);
  if (!own) return;
  const asked = own.query('select pg_catalog.pg_cancel_backend($1)', [processID]);
  await deadline(asked, 5000, () => undefined).catch(() => undefined);
  await deadline(own.end(), 2000, () => undefined).catch(() => undefined);
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
  await client.connect().catch((error: unknown) => {
    client.end().catch(() => undefined);
    throw error;
  });
  return client;
}
