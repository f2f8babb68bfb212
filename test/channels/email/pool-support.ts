import { createSmtpPool, type SmtpPool } from '../../../src/channels/email/smtp-pool.ts';
import type { ChannelOutcome } from '../../../src/model/channel.ts';
import { type FaultServer, type FaultServerOptions, startFaultServer } from './fault-server.ts';

export const patience = 300;

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
    { timeoutMs: patience },
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

/** Keys that the server has more than once. */
export function twice({ journal }: FaultServer): string[] {
  const seen = new Set<string>();
  return journal.flatMap(({ key }) => {
    if (seen.has(key)) return [key];
    seen.add(key);
    return [];
  });
}
