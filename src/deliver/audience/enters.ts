import { hashBucket } from '../../base/hash-bucket.ts';
import { campaignSalt } from '../../model/campaign-salt.ts';
import type { CampaignFile } from '../../model/workspace.ts';

/** Whether a person is in the rollout's share. Raising the percentage only adds people. */
export function enters(campaign: { id: string; campaign: CampaignFile }, person: string): boolean {
  const percent = campaign.campaign.rollout?.percent ?? 100;
  return percent >= 100 || hashBucket('rollout', campaignSalt(campaign.id, campaign.campaign), person) < percent / 100;
}
