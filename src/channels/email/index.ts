import { domainToASCII } from 'node:url';
import { CrmError } from '../../base/crm-error.ts';
import type { Channel } from '../../model/channel.ts';
import type { EmailChannel } from '../../model/workspace.ts';
import { isMailAddress } from '../accepts/mail-address.ts';
import { parseRate } from '../parse-rate.ts';
import { buildMail, type Sender } from './build-mail.ts';
import type { SmtpServer } from './smtp-connection.ts';
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

function parseServer(text: string): SmtpServer {
  let url: URL;
  let user: string;
  let password: string;
  try {
    url = new URL(text);
    if (!['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') throw new TypeError('not smtp');
    user = decodeURIComponent(url.username);
    password = decodeURIComponent(url.password);
  } catch {
    throw new CrmError('invalid', {
      code: 'CHANNEL.BAD_URL',
      severity: 'error',
      summary: 'the url of the e-mail channel is no SMTP address',
      why: 'It is smtp://user:password@host:587 or smtps://host:465. (The value itself is not shown: it may hold a password.)',
      next: ['Correct channels.email.url, or the environment variable that it names.'],
    });
  }
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user === '' ? {} : { user, password }),
  };
}

function parseFrom(text: string): Sender['from'] {
  const match = /^\s*(?:"?([^"<]*?)"?\s*)<([^<>]+)>\s*$/.exec(text);
  const address = (match?.[2] ?? text).trim();
  if (!isMailAddress(address)) {
    throw new CrmError('invalid', {
      code: 'CHANNEL.BAD_FROM',
      severity: 'error',
      summary: 'the sender of the e-mail channel is no address',
      why: 'It is an address, or a name and an address: Sori <hello@sori.example>.',
      next: ['Correct channels.email.from.'],
    });
  }
  return { name: match?.[1] ?? '', address };
}
