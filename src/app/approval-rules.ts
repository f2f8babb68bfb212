import type { ApprovalRule } from '../model/approval.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import type { PlanChange } from '../model/plan.ts';

/** The review that is applied, and the one that a plan would apply: both ask for approvals. */
export function approvalRules(
  definitions: readonly AppliedDefinition[],
  changes: readonly Pick<PlanChange, 'address' | 'after'>[],
): { readonly applied: ApprovalRule | undefined; readonly planned: ApprovalRule | undefined } {
  return {
    applied: ruleOf(definitions.find(({ address }) => address === 'workspace')?.content),
    planned: ruleOf(changes.find(({ address }) => address === 'workspace')?.after),
  };
}

const ruleOf = (content: unknown): ApprovalRule | undefined =>
  (content as { readonly approval?: ApprovalRule } | null | undefined)?.approval;
