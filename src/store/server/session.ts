import type { Query, Row } from '../../model/query.ts';

/** One connection. What it throws are the driver's own errors. */
export interface Session {
  /** It can be used no more. */
  readonly lost: boolean;
  all(query: Query): Promise<readonly Row[]>;
  stream(query: Query): AsyncGenerator<Row, void>;
  end(): Promise<void>;
  /** Cuts it, whatever it does. */
  destroy(): void;
}

/** What an adapter needs to know beside the address. */
export interface Limits {
  /** How long a query may run. */
  readonly timeoutMs: number;
  /** How long a connection may take to be made. */
  readonly connectMs: number;
  /** How long a query waits for a table that somebody changes. */
  readonly lockMs: number;
  /** How much later than its own limit the database is waited for, before the connection is cut. */
  readonly graceMs: number;
}
