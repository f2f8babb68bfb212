import { createSmtpPool, type SmtpPool } from '../../../src/channels/email/smtp-pool.ts';
import type { ChannelOutcome } from '../../../src/model/channel.ts';
import { type Fault, type FaultServer, type FaultServerOptions, startFaultServer } from './fault-server.ts';

/** How long a server that says nothing is waited for. */
export const patience = 300;
/** One that answers is given longer than a busy machine may take. */
const busyMachine = 10_000;

export interface Bench {
  readonly server: FaultServer;
  readonly pool: SmtpPool;
  /** Sends one mail with this key. */
  mail(key: string, size?: number): Promise<ChannelOutcome>;
}

const login = { user: 'sori', password: 'secret' };

/** A pool of connections to a server that misbehaves, both gone at the end. */
export async function withPool(
  options: FaultServerOptions & { readonly size?: number },
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  const server = await startFaultServer(options);
  const pool = createSmtpPool(
    { host: '127.0.0.1', port: server.port, secure: false, ...(options.login ? login : {}) },
    options.size ?? 1,
    { timeoutMs: [options.fault ?? []].flat().some(isSilence) ? patience : busyMachine },
  );
  try {
    await work({
      server,
      pool,
      mail: (key, size = 20) =>
        pool.send(
          { from: 'hello@sori.example', to: `${key}@people.example` },
          Buffer.from(`X-Crm-Delivery: ${key}\r\nSubject: hi\r\n\r\n${'body line\r\n'.repeat(Math.ceil(size / 11))}`),
        ),
    });
  } finally {
    await pool.close();
    await server.close();
  }
}

/** A server that says no more, or that says goodbye in the middle of a body and reads no more. */
const isSilence = ({ at, act }: Fault): boolean => act === 'hang' || (at === 'body' && act === 'drop');

/** Keys that the server has more than once. */
export function twice({ journal }: FaultServer): string[] {
  const seen = new Set<string>();
  return journal.flatMap(({ key }) => {
    if (seen.has(key)) return [key];
    seen.add(key);
    return [];
  });
}
