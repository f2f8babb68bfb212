import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ChannelOutcome } from '../../model/channel.ts';
import { classifySmtp, type SmtpError } from './classify-smtp.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
}

export interface SmtpPool {
  send(envelope: { from: string; to: string }, mail: Buffer): Promise<ChannelOutcome>;
  close(): Promise<void>;
}

const timeout = 20_000;
/** Servers end long conversations; a new connection now and then is cheap. */
const mailsPerConnection = 500;

interface Idle {
  readonly connection: SMTPConnection;
  used: number;
}

/**
 * Connections to one SMTP server, opened when needed. The caller keeps at most `size` mails in flight.
 * We hold the connections ourselves, since only then is it known whether a mail's body was handed over:
 * nodemailer reports a connection lost before and after it with the same code.
 */
export function createSmtpPool(server: SmtpServer, size: number): SmtpPool {
  const idle: Idle[] = [];
  const drop = (one: Idle): void => {
    const index = idle.indexOf(one);
    if (index >= 0) idle.splice(index, 1);
  };
  const acquire = async (): Promise<Idle> => {
    const ready = idle.pop();
    if (ready) return ready;
    const one: Idle = { connection: await connect(server, () => drop(one)), used: 0 };
    return one;
  };
  return {
    send: async (envelope, mail) => {
      let one: Idle;
      try {
        one = await acquire();
      } catch (error) {
        return classifySmtp(error as SmtpError, { handedOver: false, connected: false });
      }
      const { outcome, usable } = await transmit(one.connection, envelope, mail);
      one.used += 1;
      if (!usable) one.connection.close();
      else if (one.used >= mailsPerConnection || idle.length >= size) one.connection.quit();
      else idle.push(one);
      return outcome;
    },
    close: async () => {
      for (const { connection } of idle.splice(0)) connection.quit();
    },
  };
}

function connect(server: SmtpServer, onLost: () => void): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    opportunisticTLS: true,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    logger: false,
  });
  return new Promise((resolve, reject) => {
    let settled = false;
    const fail = (error: Error): void => {
      onLost();
      if (settled) return;
      settled = true;
      connection.close();
      reject(error);
    };
    connection.on('error', fail);
    connection.once('end', () =>
      fail(Object.assign(new Error('the server closed the connection'), { code: 'ECONNECTION' })),
    );
    const done = (): void => {
      settled = true;
      resolve(connection);
    };
    connection.connect((error) => {
      if (error) return fail(error);
      if (server.user === undefined) return done();
      connection.login({ user: server.user, pass: server.password ?? '' }, (refused) =>
        refused ? fail(refused) : done(),
      );
    });
  });
}

function transmit(
  connection: SMTPConnection,
  envelope: { from: string; to: string },
  mail: Buffer,
): Promise<{ outcome: ChannelOutcome; usable: boolean }> {
  return new Promise((resolve) => {
    let handedOver = false;
    let settled = false;
    // The stream is first read when the server has answered 354: from then on the mail may be theirs.
    const body = new Readable({
      read() {
        handedOver = true;
        this.push(mail);
        this.push(null);
      },
    });
    const end = (outcome: ChannelOutcome, usable: boolean): void => {
      if (settled) return;
      settled = true;
      connection.removeListener('error', lost);
      connection.removeListener('end', lost);
      resolve({ outcome, usable });
    };
    const lost = (error?: SmtpError): void =>
      end(classifySmtp(error ?? { code: 'ECONNECTION' }, { handedOver, connected: true }), false);
    connection.once('error', lost);
    connection.once('end', lost);
    connection.send({ from: envelope.from, to: [envelope.to], size: mail.length }, body, (error, info) => {
      if (!error) {
        end({ kind: 'accepted', providerId: String(info?.response ?? '').slice(0, 120) }, true);
        return;
      }
      const refused = typeof (error as SmtpError).responseCode === 'number';
      // After a refused mail the conversation is still good, once it was reset.
      if (refused && (error as SmtpError).responseCode !== 421)
        connection.reset(() => end(classifySmtp(error as SmtpError, { handedOver, connected: true }), true));
      else end(classifySmtp(error as SmtpError, { handedOver, connected: true }), false);
    });
  });
}
