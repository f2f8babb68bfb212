import type { PlanAffected, PlanChange } from '../../model/plan.ts';
import type { CampaignFile } from '../../model/workspace.ts';
import type { PolicyInput } from './policy-input.ts';

/** Every campaign that a plan changes, itself or through what it uses, and that is live afterwards. */
export const liveCampaigns = ({ changes, affected }: PolicyInput): readonly (PlanChange | PlanAffected)[] => [
  ...changes.filter(isLive),
  ...affected,
];

export const isLive = ({ address, action, after }: PlanChange): boolean =>
  address.startsWith('campaign.') &&
  action !== 'archive' &&
  ((after as CampaignFile | null)?.status ?? 'active') === 'active';
