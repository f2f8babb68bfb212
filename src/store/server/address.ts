import { noTimeout, timeoutOf } from '../timeout-of.ts';

/** What store.url says of a database server. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** A socket in the file system, in place of host and port. */
  readonly socket: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  /** `offered`: encrypted when the server can; `required`: whoever it is; `verified`: by a certificate that is trusted, `named` also for this host. */
  readonly tls: 'off' | 'offered' | 'required' | 'verified' | 'named';
  /** The file of the certificates that are trusted. */
  readonly ca: string | undefined;
  readonly timeoutMs: number | undefined;
}

const modes: Readonly<Record<string, ServerAddress['tls']>> = {
  disable: 'off',
  prefer: 'offered',
  require: 'required',
  'verify-ca': 'verified',
  'verify-full': 'named',
};
const known = ['host', 'sslmode', 'sslrootcert', 'timeout'];

/** Takes a url apart. What is wrong with it is said without repeating it: it may hold a password. */
export function serverAddress(url: string, defaultPort: number): ServerAddress | { readonly wrong: string } {
  let parts: URL;
  let decoded: readonly string[];
  try {
    // A user without a host, as it is written for a socket.
    parts = new URL(url.replace(/^([a-z]+:\/\/[^/]*@)(?=\/|$)/i, '$1localhost'));
    decoded = [parts.hostname.replace(/^\[(.*)\]$/, '$1'), parts.username, parts.password, parts.pathname.slice(1)].map(
      decodeURIComponent,
    );
  } catch {
    return { wrong: 'it is no url that can be read; a password with @, :, /, # or % is written percent-encoded' };
  }
  const [hostname = '', user, password, database] = decoded;
  const options = parts.searchParams;
  const wrong = wrongOption(options) ?? (parts.hash ? 'it has a #, which is written %23' : undefined);
  if (wrong) return { wrong };
  const asked = options.get('host') ?? hostname;
  const socket = asked.startsWith('/') ? asked : undefined;
  return {
    host: asked === '' ? 'localhost' : asked,
    port: parts.port === '' ? defaultPort : Number(parts.port),
    socket,
    user: user || undefined,
    password: password || undefined,
    database: database || undefined,
    tls: modes[options.get('sslmode') ?? (options.has('sslrootcert') ? 'verify-full' : 'prefer')] ?? 'offered',
    ca: options.get('sslrootcert') ?? undefined,
    timeoutMs: options.has('timeout') ? timeoutOf(options.get('timeout') ?? '') : undefined,
  };
}

function wrongOption(options: URLSearchParams): string | undefined {
  const strange = [...options.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) return `it has the option \`${strange}\`; there are: ${known.join(', ')}`;
  const twice = known.find((name) => options.getAll(name).length > 1);
  if (twice) return `it has the option \`${twice}\` twice`;
  const mode = options.get('sslmode');
  if (mode !== null && !(mode in modes)) return `sslmode is one of: ${Object.keys(modes).join(', ')}`;
  if (options.has('sslrootcert') && !['verify-ca', 'verify-full'].includes(mode ?? 'verify-full'))
    return `sslrootcert needs sslmode=verify-ca or verify-full`;
  const timeout = options.get('timeout');
  if (timeout !== null && timeoutOf(timeout) === undefined) return noTimeout;
  return undefined;
}
