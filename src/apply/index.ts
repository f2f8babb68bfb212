import { Bug } from '../base/bug.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Plan } from '../model/plan.ts';
import type { DefinitionsLedger } from '../model/ports.ts';

export interface ApplyInput {
  readonly plan: Plan;
  readonly by: string;
  readonly at: Date;
  readonly ifNotApplied: boolean;
}

export interface ApplyResult {
  readonly applied: readonly { readonly address: string; readonly action: string; readonly revision: number }[];
  readonly fingerprint: string;
  readonly applied_by: string;
  readonly applied_at: string;
}

/** Writes a plan's definitions into the ledger: all of them, or none with the reason. */
export async function applyChanges(
  ledger: DefinitionsLedger,
  { plan, by, at, ifNotApplied }: ApplyInput,
): Promise<ApplyResult> {
  const { fingerprint } = plan;
  if (plan.changes.length === 0) return { applied: [], fingerprint, applied_by: by, applied_at: at.toISOString() };
  const outcome = await ledger.apply({
    fingerprint,
    appliedAt: at.toISOString(),
    appliedBy: by,
    commit: plan.source.commit ?? undefined,
    changes: plan.changes.map((change) => ({
      address: change.address,
      action: change.action,
      baseRevision: change.base.revision,
      digest: change.after_digest ?? undefined,
      content: change.after ?? undefined,
      file: change.file,
    })),
  });
  if (outcome.kind === 'already') {
    if (ifNotApplied) return { applied: [], fingerprint, applied_by: outcome.by, applied_at: outcome.at };
    throw stale(
      'PLAN.ALREADY_APPLIED',
      `this plan was applied at ${outcome.at} by ${outcome.by}`,
      'A plan is carried out once.',
      'With --if-not-applied this is a success.',
    );
  }
  if (outcome.kind === 'stale') {
    const who = outcome.by === undefined ? '' : ` (by ${outcome.by}, ${outcome.at})`;
    throw stale(
      'PLAN.STALE',
      `${outcome.address} is at revision ${outcome.now}${who}; the plan was made on revision ${outcome.planned}`,
      'Somebody applied another change of it in between.',
      'Make a new plan: crm plan --out plan.crmplan.json',
    );
  }
  const applied = plan.changes.map(({ address, action }) => {
    const revision = outcome.revisions.get(address);
    if (revision === undefined) throw new Bug(`${address} was applied without a revision`);
    return { address, action, revision };
  });
  return { applied, fingerprint, applied_by: by, applied_at: at.toISOString() };
}

const stale = (code: string, summary: string, why: string, next: string): CrmError =>
  new CrmError('stale', { code, severity: 'error', summary, why, next: [next] });
