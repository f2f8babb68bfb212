import type { ChannelOutcome } from '../../model/channel.ts';
import { classifySmtp, type SmtpError } from './classify-smtp.ts';
import { connect, type Envelope, leave, type SMTPConnection, type SmtpServer, transmit } from './smtp-connection.ts';

export interface SmtpPool {
  /** Never rejects, never sends a mail again that the server may have. */
  send(envelope: Envelope, mail: Buffer): Promise<ChannelOutcome>;
  /** Ends the connections; mails in flight are finished by their senders before. */
  close(): Promise<void>;
}

/** Servers end long conversations; a new connection now and then is cheap. */
const mailsPerConnection = 500;

interface Held {
  readonly connection: SMTPConnection;
  used: number;
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
  const connections = keepConnections(server, size, timeoutMs);
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
    close: connections.close,
  };
}

interface Connections {
  /** `fresh`: rather a new connection than one that was used before. */
  acquire(fresh: boolean): Promise<Held>;
  release(one: Held): void;
  discard(one: Held): void;
  close(): Promise<void>;
}

function keepConnections(server: SmtpServer, size: number, timeoutMs: number): Connections {
  const idle: Held[] = [];
  const waiting: ((one: Held | undefined) => void)[] = [];
  let open = 0;
  let limit = size;
  const gone = (): void => {
    open -= 1;
    waiting.shift()?.(undefined);
  };
  const lost = (connection: SMTPConnection | undefined): void => {
    const index = idle.findIndex((held) => held.connection === connection);
    if (index < 0) return;
    idle.splice(index, 1);
    gone();
  };
  const retire = ({ connection }: Held): void => {
    void leave(connection, timeoutMs);
    gone();
  };
  const add = async (): Promise<Held | undefined> => {
    open += 1;
    let connection: SMTPConnection | undefined;
    try {
      connection = await connect(server, timeoutMs, () => lost(connection));
      return { connection, used: 0 };
    } catch (error) {
      open -= 1;
      // While others are open, a server that is busy means: not so many at once.
      if (open > 0 && isBusy(error as SmtpError)) {
        limit = open;
        return undefined;
      }
      for (const wake of waiting.splice(0)) wake(undefined);
      throw error;
    }
  };
  return {
    acquire: async (fresh) => {
      for (;;) {
        const ready = idle.pop();
        if (ready && (!fresh || ready.used === 0)) return ready;
        if (ready) retire(ready);
        const one = open < limit || open === 0 ? await add() : await new Promise<Held | undefined>((wake) => waiting.push(wake));
        if (one) return one;
      }
    },
    release: (one) => {
      if (one.used >= mailsPerConnection) return retire(one);
      const next = waiting.shift();
      if (next) next(one);
      else idle.push(one);
    },
    discard: ({ connection }) => {
      connection.close();
      gone();
    },
    close: async () => {
      await Promise.all(idle.splice(0).map(({ connection }) => leave(connection, timeoutMs)));
    },
  };
}

const isBusy = ({ responseCode = 0 }: SmtpError): boolean => responseCode >= 400 && responseCode < 500;
