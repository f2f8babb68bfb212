import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMessage } from '../../model/channel.ts';

export interface Sender {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | undefined;
  /** mailto: or https: for everything that is not transactional. */
  readonly unsubscribe: string | undefined;
}

/** The mail as bytes. Its Message-ID is made of the delivery key, so that a server's log can be searched for it. */
export function buildMail(message: OutgoingMessage, sender: Sender): Promise<Buffer> {
  const domain = sender.from.address.split('@')[1] ?? 'localhost';
  const { subject = '', html, text = '' } = message.parts;
  const mail = new MailComposer({
    from: sender.from,
    to: { name: '', address: message.address },
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    subject: oneLine(subject),
    text,
    ...(html === undefined ? {} : { html }),
    messageId: `<${message.key}@${domain}>`,
    headers: { 'X-Crm-Delivery': message.key, ...unsubscribeHeaders(message, sender) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    mail.compile().build((error, bytes) => (error ? reject(error) : resolve(bytes as Buffer)));
  });
}

/** RFC 2369 and, for https, RFC 8058. */
function unsubscribeHeaders({ transactional }: OutgoingMessage, { unsubscribe }: Sender): Record<string, string> {
  if (transactional || unsubscribe === undefined) return {};
  const list = { 'List-Unsubscribe': `<${unsubscribe}>` };
  return unsubscribe.startsWith('https:') ? { ...list, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : list;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}]+/gu, ' ').trim();
