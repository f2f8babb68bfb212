import { CrmError } from '../../base/crm-error.ts';
import type { Place } from '../../base/diagnostic.ts';
import { notReadOnly } from '../../base/refuse-writing.ts';
import type { Cause } from './cause.ts';

export interface About {
  /** The database and where it is, without a password: `PostgreSQL at db.example:5432/app`. */
  readonly shown: string;
  readonly place: Place | undefined;
  readonly timeoutMs: number;
}

/** What went wrong, in words for whoever runs the command. */
export function serverFailure(cause: Cause, about: About): CrmError {
  if (cause.kind === 'writes') return notReadOnly(cause.said);
  if (cause.kind === 'size') return tooLarge(cause, about);
  return connecting(cause, about) ?? asking(cause, about);
}

type Words = readonly [code: string, summary: string, why: string, ...next: string[]];

const failed = (place: Place | undefined, ...[code, summary, why, ...next]: Words): CrmError =>
  new CrmError('backend', { code, severity: 'error', summary, ...(place ? { place } : {}), why, next });

function connecting({ kind, said }: Cause, { shown, place }: About): CrmError | undefined {
  switch (kind) {
    case 'unreachable':
      return failed(
        place,
        'STORE.UNREACHABLE',
        `cannot reach ${shown}: ${said}`,
        'The people are read from there.',
        'Check that the database runs and can be reached from this machine, and correct store.url in crm.yaml.',
      );
    case 'password':
      return failed(
        place,
        'STORE.ACCESS_REFUSED',
        `${shown} refused the user or the password: ${said}`,
        'Nobody is let in with what store.url says.',
        'Correct the user and the password; a password with @, :, / or # is written percent-encoded.',
      );
    case 'database':
      return failed(
        place,
        'STORE.NO_DATABASE',
        `${shown} has no such database: ${said}`,
        'The url ends with the name of the database.',
        'Correct store.url in crm.yaml.',
      );
    case 'tls':
      return failed(
        place,
        'STORE.TLS_REFUSED',
        `no encrypted connection to ${shown}: ${said}`,
        'Either one side insists on encryption and the other has none, or the certificate is not trusted.',
        'Say in store.url what is right: ?sslmode=disable, require, verify-ca or verify-full, the last two with &sslrootcert=<file>.',
      );
    case 'full':
      return failed(
        place,
        'STORE.UNREACHABLE',
        `${shown} takes no more connections: ${said}`,
        'Other programs hold all of them.',
        'Try again later, or allow more connections.',
      );
    default:
      return undefined;
  }
}

function asking({ kind, said }: Cause, { shown, timeoutMs }: About): CrmError {
  switch (kind) {
    case 'lost':
      return failed(
        undefined,
        'STORE.CONNECTION_LOST',
        `the connection to ${shown} broke off: ${said}`,
        'Nothing was changed: the store is only read.',
        'Try again. When it goes on, look into the log of the database.',
      );
    case 'slow':
      return failed(
        undefined,
        'STORE.TOO_SLOW',
        `${shown} did not answer within ${seconds(timeoutMs)}; the query was ended`,
        'A query that runs for long slows down the database for everybody else.',
        'Ask the owner of the database for an index on the columns that the segment looks at.',
        'Or give it more time: add ?timeout=30m to store.url.',
      );
    case 'locked':
      return failed(
        undefined,
        'STORE.LOCKED',
        `somebody else holds a table of ${shown}: ${said}`,
        'crm waits 10 seconds for a table that is being changed.',
        'Try again when the change is done.',
      );
    case 'denied':
      return failed(
        undefined,
        'STORE.NOT_PERMITTED',
        `${shown} does not let this user read: ${said}`,
        'crm reads the tables that crm.yaml names.',
        'Let the owner of the database grant select on them: docs/stores.md has the statements.',
      );
    default:
      return failed(
        undefined,
        'STORE.QUERY_FAILED',
        `${shown} did not answer: ${said}`,
        'Nothing was changed: the store is only read.',
        'Compare the mapping in crm.yaml with the tables of the store: crm validate --store',
      );
  }
}

const tooLarge = ({ said }: Cause, { shown }: About): CrmError =>
  failed(
    undefined,
    'STORE.QUERY_TOO_LARGE',
    `a query is too large for ${shown}: ${said}`,
    'The ids of a list stand in the query, once for each time that a segment refers to it.',
    'Let the owner of the database raise it, on MySQL and MariaDB with: set global max_allowed_packet = 268435456',
    'Or put the ids into a table of the store, and ask for it with `related` or `sql`.',
  );

const seconds = (ms: number): string => (ms >= 1000 ? `${Math.round(ms / 1000)} s` : `${ms} ms`);
