import { domainToASCII } from 'node:url';
import type { Channel } from '../../model/channel.ts';
import type { EmailChannel } from '../../model/workspace.ts';
import { isMailAddress } from '../accepts/mail-address.ts';
import { parseRate } from '../parse-rate.ts';
import { buildMail, type Sender } from './build-mail.ts';
import { parseFrom } from './parse-from.ts';
import { parseServer } from './parse-server.ts';
import { createSmtpPool } from './smtp-pool.ts';

type SmtpSettings = Extract<EmailChannel, { provider: 'smtp' }>;

/** E-mail by SMTP. At most once: a server that was handed a mail and did not answer leaves it unknown. */
export function createSmtpChannel(settings: SmtpSettings, options: { readonly timeoutMs?: number } = {}): Channel {
  const sender: Sender = {
    from: parseFrom(settings.from),
    replyTo: settings.reply_to,
    unsubscribe: settings.unsubscribe,
  };
  const window = settings.connections ?? 5;
  const pool = createSmtpPool(parseServer(settings.url), window, options);
  return {
    window,
    rate: parseRate(settings.rate),
    send: async (message) => {
      const to = toEnvelope(message.address);
      if (to === undefined) return { kind: 'not_sent_permanent', reason: 'invalid_address' };
      const mail = await buildMail(message, sender).catch(() => undefined);
      if (!mail) return { kind: 'not_sent_permanent', reason: 'mail_not_built' };
      return pool.send({ from: sender.from.address, to }, mail);
    },
    close: () => pool.close(),
  };
}

/** The one mailbox of an address, its domain as every server understands it. Asked once more here, where it counts. */
function toEnvelope(address: string): string | undefined {
  if (!isMailAddress(address)) return undefined;
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? undefined : `${address.slice(0, at)}@${domain}`;
}
