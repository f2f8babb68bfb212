import type { Run } from '../model/delivery.ts';
import { letsIn } from '../model/lets-in.ts';
import type { CampaignFile } from '../model/workspace.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

/** The run as earlier sends left it, and whether its campaign's revision of now lets in more people. */
export async function existingRun(
  { ledger }: Pick<SendDesk, 'ledger'>,
  { id, campaign }: DueRun,
): Promise<{ run: Run; opensAgain: boolean } | undefined> {
  const run = await ledger.run(id);
  if (!run) return undefined;
  if (run.revision === campaign.revision) return { run, opensAgain: false };
  const then = await ledger.revision(`campaign.${campaign.id}`, run.revision);
  return { run, opensAgain: letsIn(then?.content as CampaignFile | undefined, campaign.value) };
}
