import { hashBucket } from '../../base/hash-bucket.ts';
import type { CampaignFile } from '../../model/workspace.ts';
import { saltOf } from './enters.ts';

/**
 * The arm of a person: the low end of the holdout's hash is held out; the others follow the variants in file order,
 * by cumulative weight of a hash of their own. Source: design, measurement.md, "Assignment".
 */
export function assignArm(context: { id: string; campaign: CampaignFile }, person: string): string {
  const { experiment } = context.campaign;
  const salt = saltOf(context);
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
