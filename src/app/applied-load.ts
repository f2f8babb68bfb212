import { type LoadRules, loadRules } from '../model/limits.ts';
import type { AppliedCampaign, AppliedWorkspace } from './applied-workspace.ts';

/** How limits bear on a campaign, both as they were applied. */
export const appliedLoad = (
  { config: { limits }, campaigns }: AppliedWorkspace,
  { value }: AppliedCampaign,
): LoadRules => loadRules({ campaign: value, limits, campaigns: campaigns.values() });
