import type { Channel } from '../model/channel.ts';
import type { EmailChannel, FileChannel, Medium } from '../model/workspace.ts';
import { createFileChannel } from './file/index.ts';

export { outboxPath } from './file/outbox-path.ts';

export interface OpenChannel {
  readonly medium: Medium;
  /** As in crm.yaml, with the references to the environment filled in. */
  readonly settings: EmailChannel | FileChannel;
  readonly root: string;
}

/** The channel of a medium. A provider's code is loaded only when it is used. */
export async function openChannel({ medium, settings, root }: OpenChannel): Promise<Channel> {
  if (settings.provider === 'file') return createFileChannel({ medium, settings, root });
  const { createSmtpChannel } = await import('./email/index.ts');
  return createSmtpChannel(settings);
}

/** Why an SMTP server would take no mail from us now; undefined when it would. Nothing is sent. */
export async function smtpTrouble(settings: Extract<EmailChannel, { provider: 'smtp' }>): Promise<string | undefined> {
  const { checkSmtp } = await import('./email/check-smtp.ts');
  return checkSmtp(settings);
}
