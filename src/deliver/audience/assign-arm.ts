import { hashBucket } from '../../base/hash-bucket.ts';
import { campaignSalt } from '../../model/campaign-salt.ts';
import type { CampaignFile } from '../../model/workspace.ts';

/**
 * The arm of a person: the low end of the holdout's hash is held out; the others follow the variants in file order,
 * by cumulative weight of a hash of their own.
 */
export function assignArm(context: { id: string; campaign: CampaignFile }, person: string): string {
  const { experiment } = context.campaign;
  const salt = campaignSalt(context.id, context.campaign);
  if (experiment?.holdout && hashBucket('holdout', salt, person) < experiment.holdout / 100) return 'holdout';
  const variants = experiment?.variants ?? [];
  if (variants.length === 0) return 'default';
  const weights = variants.map(({ weight }) => weight ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const u = hashBucket('arm', salt, person) * total;
  let reached = 0;
  for (const [index, variant] of variants.entries()) {
    reached += weights[index] ?? 0;
    if (u < reached) return variant.name;
  }
  return variants.findLast((_, index) => (weights[index] ?? 0) > 0)?.name ?? 'default';
}
