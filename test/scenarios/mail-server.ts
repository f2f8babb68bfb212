import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  /** What the server accepted, in order; its word counts, not our ledger's. */
  readonly journal: { readonly to: string; readonly mail: ParsedMail }[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps everything it accepts. */
export async function startMailServer(): Promise<MailServer> {
  const journal: { to: string; mail: ParsedMail }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        for (const { address } of session.envelope.rcptTo) journal.push({ to: address, mail });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    journal,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
