import type { Limits } from '../server/session.ts';

/**
 * Everything is set for the transaction alone, and every transaction is rolled back: a pooler between us and the database gives the
 * connection to others afterwards, and nothing that a query set or announced stays behind.
 */
export const beginText = (query: string, { timeoutMs, lockMs }: Limits, idleMs: number): string =>
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
    // Compiling a query to machine code takes longer than most of these run.
    'set local jit = off',
    // All rows of a cursor are fetched, so it is planned for all of them.
    'set local cursor_tuple_fraction = 1',
    // A set that does not fit into memory would be read again for every person; where there is none, more memory makes plans slower.
    ...(/ in \(select /.test(query) ? ["set local work_mem = '64MB'"] : []),
  ].join('; ');
