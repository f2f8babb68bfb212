import type { PlanAudience } from '../../model/plan.ts';
import type { Pointer } from '../../model/source.ts';

interface Nobody {
  readonly pointer: Pointer;
  readonly message: string;
  readonly fix: string;
}

/** Why a campaign has nobody to reach; undefined when it has. */
export function whyNobody({ after, rollout, reachable, skipped }: PlanAudience): Nobody | undefined {
  if (after === 0) {
    return {
      pointer: ['audience', 'segment'],
      message: 'nobody is in the audience',
      fix: 'Widen the segment, or pause the campaign.',
    };
  }
  if (rollout?.people === 0) {
    return {
      pointer: ['rollout', 'percent'],
      message: `none of the ${after} people in the audience is in the rollout of ${rollout.percent}%`,
      fix: 'Raise rollout.percent.',
    };
  }
  const media = Object.keys(reachable);
  const reached = Object.values(reachable).reduce((sum, count) => sum + count, skipped.already_reached ?? 0);
  // Of those in the global holdout nobody asked whether they could be reached.
  const asked = (rollout?.people ?? after) - (skipped.global_holdout ?? 0);
  if (media.length === 0 || asked === 0 || reached > 0) return undefined;
  return {
    pointer: ['messages', 0, 'channel'],
    message: `none of the ${after} people in the audience can be reached by ${media.join(', ')}`,
    fix: 'Use another channel, look at addresses and consent in the store mapping, or pause the campaign.',
  };
}
