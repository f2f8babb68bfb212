import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createSmtpChannel } from '../../../src/channels/email/index.ts';
import type { Channel, OutgoingMessage } from '../../../src/model/channel.ts';
import type { EmailChannel } from '../../../src/model/workspace.ts';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

type Settings = Extract<EmailChannel, { provider: 'smtp' }>;

/** The e-mail channel before an ordinary SMTP server that keeps what it gets. */
export async function withMailServer(
  settings: Partial<Settings>,
  work: (channel: Channel, inbox: Received[]) => Promise<void>,
): Promise<void> {
  const inbox: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        inbox.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: raw.toString('latin1'),
          mail: await simpleParser(raw),
        });
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const channel = createSmtpChannel(
    {
      provider: 'smtp',
      url: `smtp://127.0.0.1:${port}`,
      from: 'Sori <hello@sori.example>',
      connections: 1,
      ...settings,
    },
    { timeoutMs: 2_000 },
  );
  try {
    await work(channel, inbox);
  } finally {
    await channel.close();
    await new Promise<void>((done) => server.close(() => done()));
  }
}

export const message = (over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'Zk3_key-1',
  medium: 'email',
  campaign: 'weekend-live',
  person: 'p1',
  address: 'mina@people.example',
  transactional: false,
  parts: { subject: 'Hello', text: 'Hello there', html: '<p>Hello there</p>' },
  ...over,
});
