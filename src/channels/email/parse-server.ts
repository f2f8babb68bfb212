import { CrmError } from '../../base/crm-error.ts';
import type { SmtpServer } from './smtp-connection.ts';

/** The server that an smtp: or smtps: url names. */
export function parseServer(text: string): SmtpServer {
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
