import { alreadyApplied } from '../apply/index.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Plan } from '../model/plan.ts';
import { approvalRules } from './approval-rules.ts';
import { mayApprove, type Review, reviewOf } from './check-approvals.ts';
import { checkPlanAge, checkPlanIdentity, checkPlanLosses, checkPlanPolicies } from './check-plan.ts';
import { connectLedger, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import type { SealedPlan } from './plan-file.ts';

export interface ApproveResult extends Review {
  readonly fingerprint: string;
  /** Null where nothing has to be approved: then nothing is written down. */
  readonly approved_by: string | null;
  readonly approved_at: string | null;
}

/** Writes down that somebody else looked at a plan: what it means, not the file, is approved. */
export async function approvePlan(
  context: AppContext,
  sealed: SealedPlan,
  { reason }: { readonly reason: string | undefined },
): Promise<ApproveResult> {
  const { plan } = sealed;
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    checkPlanIdentity(sealed, { environmentId: ledger.environmentId, environment: environmentName(context) });
    const before = await ledger.appliedPlan(plan.fingerprint);
    if (before) throw alreadyApplied(before);
    checkPlanAge(plan, context);
    // What is refused in any case is not approved either: it would look as if it could be applied.
    checkPlanPolicies(plan);
    checkPlanLosses(plan);
    const { person, wall } = context;
    const rules = approvalRules(await ledger.definitions(), plan.changes);
    const now = plan.clock === 'as_of' ? context.asOf : wall();
    const reviewed = async (): Promise<Review> => reviewOf(plan, rules, await ledger.approvals(plan.fingerprint), now);
    const open = await reviewed();
    if (open.approvals === 0) return { ...open, fingerprint: plan.fingerprint, approved_by: null, approved_at: null };
    if (person === plan.source.by) throw ownPlan(plan);
    if (!mayApprove(rules, person)) throw noApprover(person, (rules.applied ?? rules.planned)?.approvers ?? []);
    const at = wall().toISOString();
    const approval = { fingerprint: plan.fingerprint, by: person, at, expiresAt: plan.expires_at };
    await ledger.approve({ ...approval, reason: reason ?? null });
    return { ...(await reviewed()), fingerprint: plan.fingerprint, approved_by: person, approved_at: at };
  });
}

const ownPlan = ({ source: { by } }: Plan): CrmError =>
  new CrmError('approval', {
    code: 'APPROVE.OWN_PLAN',
    severity: 'error',
    summary: `${by} made this plan, and cannot approve it`,
    why: 'Four eyes see more than two: somebody else has to look at it.',
    next: ['Ask a colleague: crm approve plan.crmplan.json'],
  });

const noApprover = (by: string, approvers: readonly string[]): CrmError =>
  new CrmError('approval', {
    code: 'APPROVE.NOT_AN_APPROVER',
    severity: 'error',
    summary: `${by} is none of the approvers of this environment`,
    why: `crm.yaml names: ${approvers.join(', ')}.`,
    next: ['Ask one of them: crm approve plan.crmplan.json', 'Or add a name to approval.approvers, and apply that.'],
  });
