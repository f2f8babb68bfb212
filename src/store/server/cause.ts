/** What went wrong between us and a database server. */
export type CauseKind =
  | 'unreachable'
  | 'password'
  | 'database'
  | 'tls'
  | 'full'
  | 'lost'
  | 'slow'
  | 'locked'
  | 'denied'
  | 'writes'
  | 'size'
  | 'query';

export interface Cause {
  readonly kind: CauseKind;
  /** The words of the database. */
  readonly said: string;
}

/** The database did not answer within the time that it has, and its connection was cut. */
export class TooLate extends Error {}

/** The server would take no query of that size; it was not sent. */
export class TooLarge extends Error {
  constructor(bytes: number, most: number) {
    super(`${(bytes / 1e6).toFixed(0)} MB, and the server takes ${(most / 1e6).toFixed(0)} MB (max_allowed_packet)`);
  }
}

/** We or the server closed the connection. */
export class Cut extends Error {
  override readonly message = 'it was closed';
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ENOENT',
  'EACCES',
]);
const lost = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** What Node says of the network and of certificates, whatever the database. */
export function networkCause(error: unknown): Cause | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (error instanceof TooLate) return { kind: 'slow', said: '' };
  const said = message || code;
  if (error instanceof Cut) return { kind: 'lost', said };
  if (unreachable.has(code)) return { kind: 'unreachable', said };
  if (lost.has(code)) return { kind: 'lost', said };
  if (/^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) return { kind: 'tls', said };
  return undefined;
}
