import { type Cause, type CauseKind, networkCause, TooLarge } from '../server/cause.ts';

/** By the number of the error; those of MariaDB are among them. */
const byNumber: Readonly<Record<number, CauseKind>> = {
  1040: 'full',
  1044: 'denied',
  1045: 'password',
  1049: 'database',
  1053: 'lost',
  1130: 'password',
  1142: 'denied',
  1143: 'denied',
  1153: 'size',
  1158: 'lost',
  1159: 'lost',
  1160: 'lost',
  1161: 'lost',
  1203: 'full',
  1205: 'locked',
  1226: 'full',
  1227: 'denied',
  1251: 'password',
  1317: 'slow',
  1370: 'denied',
  1698: 'password',
  1792: 'writes',
  1927: 'lost',
  1969: 'slow',
  3024: 'slow',
  3159: 'tls',
};
const byCode: Readonly<Record<string, CauseKind>> = {
  PROTOCOL_CONNECTION_LOST: 'lost',
  HANDSHAKE_NO_SSL_SUPPORT: 'tls',
  HANDSHAKE_SSL_ERROR: 'tls',
  AUTH_SWITCH_PLUGIN_ERROR: 'password',
};

/** What an error of `mysql2` means. */
export function causeOf(error: unknown): Cause {
  if (error instanceof TooLarge) return { kind: 'size', said: error.message };
  const {
    code = '',
    errno = 0,
    message = String(error),
  } = error as { code?: string; errno?: number; message?: string };
  const known = byNumber[errno] ?? byCode[code];
  if (known) return { kind: known, said: message };
  const network = networkCause(error);
  if (network) return network;
  if (/secure connection|SSL/i.test(message) && errno === 0) return { kind: 'tls', said: message };
  if (/closed state|Connection lost/i.test(message)) return { kind: 'lost', said: message };
  return { kind: 'query', said: message };
}
