import { CrmError } from '../base/crm-error.ts';
import type { EmailChannel, FileChannel, Medium } from '../model/workspace.ts';
import type { SendDesk } from './send-desk.ts';

/** A channel's settings as applied, with the environment's values filled in. */
export function channelSettings({ applied, context, config }: SendDesk, medium: Medium) {
  const settings = applied.config.channels?.[medium];
  if (!settings) {
    throw new CrmError('invalid', {
      code: 'CHANNEL.NOT_CONFIGURED',
      severity: 'error',
      summary: `the channel ${medium} is not configured`,
      why: 'The applied workspace has no such channel.',
      next: [`Add channels.${medium} to crm.yaml, plan and apply.`],
    });
  }
  return filledIn(settings, medium, { context, config });
}

/** Settings with the environment's values filled in. */
export function filledIn(
  settings: EmailChannel | FileChannel,
  medium: Medium,
  { context, config }: Pick<SendDesk, 'context' | 'config'>,
): EmailChannel | FileChannel {
  if (settings.provider === 'file') return settings;
  return { ...settings, url: context.secrets.resolve(settings.url, config.source.place(['channels', medium, 'url'])) };
}
