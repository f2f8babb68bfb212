import { digest } from '../base/digest.ts';
import type { PlanChange } from '../model/plan.ts';

type Meaning = Pick<PlanChange, 'address' | 'action' | 'base' | 'after_digest' | 'destructive'>;

/**
 * The meaning of a plan: the environment, what happens to each address, on which revision, and what may be lost. Not the commit, the time or the
 * counts, so that a rebase keeps an approval valid, and one changed character voids it.
 */
export function fingerprintOf(environmentId: string, changes: readonly Meaning[], policyDigest: string): string {
  return digest({
    environment: environmentId,
    policies: policyDigest,
    allowed: changes.filter(({ destructive }) => destructive?.allowed).map(({ address }) => address),
    changes: changes.map(({ address, action, base, after_digest }) => [
      address,
      action,
      base.revision,
      base.digest,
      after_digest,
    ]),
  });
}
