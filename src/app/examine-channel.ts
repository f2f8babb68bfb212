import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { outboxPath, smtpTrouble } from '../channels/index.ts';
import type { EmailChannel, FileChannel, Medium, Workspace, WorkspaceFile } from '../model/workspace.ts';
import { filledIn } from './channel-settings.ts';
import type { AppContext } from './context.ts';
import { mayWrite } from './may-write.ts';
import type { SetupFinding } from './setup-finding.ts';

type Settings = EmailChannel | FileChannel;

export const channelsOf = ({ channels = {} }: WorkspaceFile): [Medium, Settings][] =>
  Object.entries(channels) as [Medium, Settings][];

/** Whether a channel of crm.yaml could send now. Nothing is sent, and no file is made. */
export async function examineChannel(
  context: AppContext,
  config: Workspace['config'],
  { medium, settings: given }: { readonly medium: Medium; readonly settings: Settings },
): Promise<SetupFinding> {
  const settings = filledIn(given, medium, { context, config });
  const place = config.source.place(['channels', medium]);
  if (settings.provider === 'file') {
    const path = outboxPath({ medium, settings, root: context.root });
    if (mayWrite(path)) return { says: `writes into ${path}` };
    return { says: 'its file may not be written', diagnostics: [down(medium, `${path} may not be written`, place)] };
  }
  const trouble = await smtpTrouble(settings);
  if (trouble === undefined) return { says: 'the SMTP server takes us' };
  return { says: trouble, diagnostics: [down(medium, trouble, place)] };
}

const down = (medium: Medium, reason: string, place: Place): Diagnostic => ({
  code: 'CHANNEL.NOT_READY',
  severity: 'error',
  summary: `the channel ${medium} could not send now: ${reason}`,
  place,
  why: 'crm asked it without sending anything.',
  next: [`Correct channels.${medium} in crm.yaml, or what it points at.`],
});
