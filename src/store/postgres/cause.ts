import { type Cause, type CauseKind, networkCause } from '../server/cause.ts';

/** By SQLSTATE; the first two letters are its class. */
const kinds: Readonly<Record<string, CauseKind>> = {
  '08': 'lost',
  '28': 'password',
  '3D': 'database',
  '25006': 'writes',
  '25P03': 'lost',
  '42501': 'denied',
  '53300': 'full',
  '55P03': 'locked',
  '57014': 'slow',
  '57P01': 'lost',
  '57P02': 'lost',
  '57P03': 'unreachable',
  '57P05': 'lost',
};

/** What an error of `pg` means. */
export function causeOf(error: unknown): Cause {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const network = networkCause(error);
  if (network) return network;
  if (code === '') return { kind: withoutCode(message), said: message };
  if (code.startsWith('28') && /no encryption|SSL/.test(message)) return { kind: 'tls', said: message };
  return { kind: kinds[code] ?? kinds[code.slice(0, 2)] ?? 'query', said: message };
}

/** What the driver says by itself. */
function withoutCode(message: string): CauseKind {
  if (/does not support SSL/.test(message)) return 'tls';
  if (/timeout expired/.test(message)) return 'unreachable';
  if (/password must be a|SASL|authentication/i.test(message)) return 'password';
  if (/terminated|not queryable|closed/i.test(message)) return 'lost';
  return 'query';
}
