import type { ChannelOutcome } from '../../model/channel.ts';
import { classifySmtp, type SmtpError } from './classify-smtp.ts';
import { type Envelope, type SmtpServer, transmit } from './smtp-connection.ts';
import { type Held, SmtpConnections } from './smtp-connections.ts';

export interface SmtpPool {
  /** Never rejects, never sends a mail again that the server may have. */
  send(envelope: Envelope, mail: Buffer): Promise<ChannelOutcome>;
  /** Ends the connections; mails in flight are finished by their senders before. */
  close(): Promise<void>;
}

/**
 * At most `size` connections to one SMTP server, opened when needed; fewer when the server refuses more.
 * We hold the connections ourselves, since only then is it known whether a mail's body was handed over:
 * nodemailer reports a connection lost before and after it with the same code.
 */
export function createSmtpPool(
  server: SmtpServer,
  size: number,
  { timeoutMs = 20_000 }: { readonly timeoutMs?: number } = {},
): SmtpPool {
  const connections = new SmtpConnections(server, size, timeoutMs);
  const attempt = async (envelope: Envelope, mail: Buffer, fresh: boolean): Promise<ChannelOutcome | undefined> => {
    let one: Held;
    try {
      one = await connections.acquire(fresh);
    } catch (error) {
      return classifySmtp(error as SmtpError, { handedOver: false, connected: false });
    }
    const reused = one.used > 0;
    one.used += 1;
    const { outcome, usable, ended } = await transmit(one.connection, envelope, mail);
    if (usable) connections.release(one);
    else connections.discard(one);
    // A kept connection that had ended says nothing about the mail, which the server was not given.
    return reused && ended && !fresh ? undefined : outcome;
  };
  return {
    send: async (envelope, mail) =>
      (await attempt(envelope, mail, false)) ??
      (await attempt(envelope, mail, true)) ?? { kind: 'not_sent_retry', reason: 'smtp:ECONNECTION' },
    close: () => connections.close(),
  };
}
