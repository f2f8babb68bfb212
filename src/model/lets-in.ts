import { canonicalJson } from '../base/canonical-json.ts';
import type { CampaignFile } from './workspace.ts';

/** Whether a newer revision of a campaign lets in people that the older one left out: another audience, somebody no longer excluded, a larger rollout. */
export function letsIn(before: CampaignFile | undefined, after: CampaignFile): boolean {
  if (before === undefined) return true;
  const still = new Set(after.audience.exclude);
  return (
    (before.audience.exclude ?? []).some((id) => !still.has(id)) ||
    canonicalJson({ ...before.audience, exclude: null }) !== canonicalJson({ ...after.audience, exclude: null }) ||
    (before.rollout?.percent ?? 100) < (after.rollout?.percent ?? 100)
  );
}
