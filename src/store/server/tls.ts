import { readFileSync } from 'node:fs';
import type { ServerAddress } from './address.ts';

/** How the connection is encrypted; the file of trusted certificates is read only here. */
export function tlsOptions({ tls, ca, host }: ServerAddress) {
  if (tls === 'off') return undefined;
  const trusted = ca === undefined ? {} : { ca: readFileSync(ca, 'utf8') };
  const verified = tls === 'verified' || tls === 'named';
  return {
    rejectUnauthorized: verified,
    ...trusted,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    // Whoever the certificate is for, as long as somebody trusted signed it.
    ...(tls === 'verified' ? { checkServerIdentity: () => undefined } : {}),
  };
}
