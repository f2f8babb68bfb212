import { hashBucket } from '../../base/hash-bucket.ts';
import type { CampaignFile } from '../../model/workspace.ts';

/** What separates the assignment of one campaign from that of all others. */
export const saltOf = ({ id, campaign }: { id: string; campaign: CampaignFile }): string =>
  campaign.experiment?.salt ?? id;

/** Whether a person is in the rollout's share. Raising the percentage only adds people. */
export function enters(campaign: { id: string; campaign: CampaignFile }, person: string): boolean {
  const percent = campaign.campaign.rollout?.percent ?? 100;
  return percent >= 100 || hashBucket('rollout', saltOf(campaign), person) < percent / 100;
}
