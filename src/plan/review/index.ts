import type { ApprovalRule } from '../../model/approval.ts';
import type { PlanChange, PolicyResult } from '../../model/plan.ts';

interface Reviewed {
  readonly changes: readonly Pick<PlanChange, 'address' | 'action' | 'fields'>[];
  readonly results: readonly Pick<PolicyResult, 'rule' | 'level' | 'status'>[];
}

export interface Required {
  readonly approvals: number;
  /** `always`, or the rules that ask for it, or that the rules themselves change. */
  readonly because: readonly string[];
}

/**
 * How many approvals a plan needs. The rule that is applied holds as well as the one in the files: nobody takes the review away with the
 * change that should have been reviewed.
 */
export function requiredApprovals(rules: readonly (ApprovalRule | undefined)[], plan: Reviewed): Required {
  const each = rules.map((rule) => ({ approvals: rule?.approvals ?? 1, because: rule ? reasons(rule, plan) : [] }));
  const asking = each.filter(({ because }) => because.length > 0);
  return {
    approvals: Math.max(0, ...asking.map(({ approvals }) => approvals)),
    because: [...new Set(asking.flatMap(({ because }) => because))],
  };
}

function reasons({ review }: ApprovalRule, { changes, results }: Reviewed): string[] {
  if (changes.length === 0 || review === 'never') return [];
  if (review === 'always') return ['always'];
  const relaxed = changes.some(
    ({ address, action, fields }) =>
      address === 'workspace' &&
      action !== 'create' &&
      fields.some(({ path }) => /^(policies|approval|strategy)\b/.test(path)),
  );
  const levels = review === 'on-deny' ? ['deny'] : ['warn', 'deny'];
  const broken = results.filter(({ level, status }) => levels.includes(level) && status !== 'pass');
  return [...(relaxed ? ['a change of the rules'] : []), ...broken.map(({ rule }) => rule)];
}
