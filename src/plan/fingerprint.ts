import { digest } from '../base/digest.ts';
import type { PlanChange } from '../model/plan.ts';

type Meaning = Pick<PlanChange, 'address' | 'action' | 'base' | 'after_digest'>;

/**
 * The meaning of a plan: the environment and what happens to each address, on which revision. Not the commit, the time or the
 * counts, so that a rebase keeps an approval valid, and one changed character voids it.
 */
export function fingerprintOf(environmentId: string, changes: readonly Meaning[], policyDigest: string): string {
  return digest({
    environment: environmentId,
    policies: policyDigest,
    changes: changes.map(({ address, action, base, after_digest }) => [
      address,
      action,
      base.revision,
      base.digest,
      after_digest,
    ]),
  });
}
