import { alreadyApplied, applyChanges } from '../apply/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { ApplyResult, Plan } from '../model/plan.ts';
import { approvalRules } from './approval-rules.ts';
import { checkApprovals, reviewOf } from './check-approvals.ts';
import { checkPlanAge, checkPlanIdentity, checkPlanLosses, checkPlanPolicies } from './check-plan.ts';
import { connectLedger, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { forgetLists, keepLists } from './keep-lists.ts';
import { locked } from './locked.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import type { SealedPlan } from './plan-file.ts';

export interface ApplyOptions {
  readonly lockTimeoutMs: number;
  /** A plan that was already applied is a success. */
  readonly ifNotApplied: boolean;
}

/** Carries out a plan: every change in one transaction, under the environment's lock. Contacts nobody. */
export async function applyPlan(
  context: AppContext,
  sealed: SealedPlan,
  { lockTimeoutMs, ifNotApplied }: ApplyOptions,
): Promise<ApplyResult> {
  const { plan } = sealed;
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    checkPlanIdentity(sealed, { environmentId: ledger.environmentId, environment: environmentName(context) });
    const before = await ledger.appliedPlan(plan.fingerprint);
    // What is done is done, however old the plan is by now.
    if (before && !ifNotApplied) throw alreadyApplied(before);
    if (before) return { applied: [], fingerprint: plan.fingerprint, applied_by: before.by, applied_at: before.at };
    checkPlanAge(plan, context);
    checkPlanPolicies(plan);
    checkPlanLosses(plan);
    await checkReview(context, plan, ledger);
    if (plan.changes.length === 0) {
      const { holder, wall } = context;
      return { applied: [], fingerprint: plan.fingerprint, applied_by: holder, applied_at: wall().toISOString() };
    }
    return locked(ledger, { scope: 'apply', operation: 'apply', timeoutMs: lockTimeoutMs }, async (_lost, fence) => {
      keepLists(context, plan, ledger);
      // History is of the wall clock: --as-of is for looking.
      const result = await applyChanges(ledger, { plan, by: context.holder, at: context.wall(), ifNotApplied, fence });
      await forgetLists(context, ledger);
      return result;
    });
  });
}

async function checkReview({ asOf, wall }: AppContext, plan: Plan, ledger: OpenLedger): Promise<void> {
  const rules = approvalRules(await ledger.definitions(), plan.changes);
  const now = plan.clock === 'as_of' ? asOf : wall();
  checkApprovals(plan, reviewOf(plan, rules, await ledger.approvals(plan.fingerprint), now));
}
