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

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** What became of a mail, and of the connection that carried it. */
export interface Transmitted {
  readonly outcome: ChannelOutcome;
  readonly usable: boolean;
  /** The conversation had ended before the server was given the mail: it says nothing about this mail. */
  readonly ended: boolean;
}

export type { SMTPConnection };

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** A connection that is ready for mails. `onLost` is told when it ends later, at any time. */
export function connect(server: SmtpServer, timeout: number, onLost: () => void): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    opportunisticTLS: true,
    // A password never goes over the network in the clear.
    requireTLS: server.user !== undefined && !loopback.test(server.host),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    socketCloseTimeout: Math.min(timeout, 1000),
    logger: false,
  });
  return new Promise((resolve, reject) => {
    let settled = false;
    // Stays on for the connection's whole life: an error that nobody hears would end the process.
    const fail = (error: Error): void => {
      if (settled) {
        onLost();
        return;
      }
      settled = true;
      connection.close();
      reject(error);
    };
    connection.on('error', fail);
    connection.once('end', () =>
      fail(Object.assign(new Error('the server closed the connection'), { code: 'ECONNECTION' })),
    );
    const done = (): void => {
      if (settled) return;
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

/** Says goodbye; a server that does not answer is not waited for. */
export function leave(connection: SMTPConnection, timeout: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      connection.close();
      resolve();
    };
    const timer = setTimeout(end, Math.min(timeout, 2000));
    connection.once('end', end);
    connection.quit();
  });
}

/** Sends one mail. Never rejects. */
export function transmit(connection: SMTPConnection, envelope: Envelope, mail: Buffer): Promise<Transmitted> {
  return new Promise((resolve) => {
    let handedOver = false;
    let refusal: ChannelOutcome | undefined;
    let settled = false;
    // The stream is first read when the server has answered 354: from then on the mail may be theirs.
    const body = new Readable({
      read() {
        handedOver = true;
        this.push(mail);
        this.push(null);
      },
    });
    const end = (transmitted: Transmitted): void => {
      if (settled) return;
      settled = true;
      connection.removeListener('error', lost);
      connection.removeListener('end', ended);
      resolve(transmitted);
    };
    const judge = (error: SmtpError): ChannelOutcome => classifySmtp(error, { handedOver, connected: true });
    const lost = (error?: SmtpError): void =>
      end(
        refusal
          ? { outcome: refusal, usable: false, ended: false }
          : { outcome: judge(error ?? { code: 'ECONNECTION' }), usable: false, ended: !handedOver },
      );
    // It may have ended because of an answer, which is told right after.
    const ended = (): void => void setImmediate(lost);
    connection.once('error', lost);
    connection.once('end', ended);
    connection.send({ from: envelope.from, to: [envelope.to], size: mail.length }, body, (error, info) => {
      if (!error) {
        const providerId = String(info?.response ?? '').slice(0, 120);
        end({ outcome: { kind: 'accepted', providerId }, usable: true, ended: false });
        return;
      }
      const { responseCode } = error as SmtpError;
      const outcome = judge(error);
      // A refused envelope leaves a good conversation, once it was reset. A refused body may still be on its way: its
      // rest would be read as commands, and every later answer would belong to another mail.
      if (responseCode !== undefined && responseCode !== 421 && !handedOver) {
        refusal = outcome;
        connection.reset((notReset) => end({ outcome, usable: !notReset, ended: false }));
      } else end({ outcome, usable: false, ended: responseCode === 421 && !handedOver });
    });
  });
}
