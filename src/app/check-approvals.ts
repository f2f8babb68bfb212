import { CrmError } from '../base/crm-error.ts';
import type { Approval, ApprovalRule } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import { type Required, requiredApprovals } from '../plan/review/index.ts';

interface Rules {
  readonly applied: ApprovalRule | undefined;
  readonly planned: ApprovalRule | undefined;
}

export interface Review extends Required {
  /** Those that count. */
  readonly given: readonly Approval[];
  /** Those that do not, and why. */
  readonly void: readonly { readonly by: string; readonly why: string }[];
}

/** Which approvals a plan needs, and which it has. What the plan says of that itself is not asked. */
export function reviewOf(plan: Plan, rules: Rules, approvals: readonly Approval[], now: Date): Review {
  const required = requiredApprovals([rules.applied, rules.planned], {
    changes: plan.changes,
    results: plan.policy.results,
  });
  const judged = approvals.map((approval) => ({ approval, why: whyVoid(plan, rules, approval, now) }));
  return {
    ...required,
    given: judged.filter(({ why }) => why === undefined).map(({ approval }) => approval),
    void: judged.flatMap(({ approval: { by }, why }) => (why === undefined ? [] : [{ by, why }])),
  };
}

function whyVoid(plan: Plan, rules: Rules, { by, expiresAt }: Approval, now: Date): string | undefined {
  if (by === plan.source.by) return 'made this plan';
  if (new Date(expiresAt) <= now) return `approved until ${expiresAt}, which is over`;
  return mayApprove(rules, by) ? undefined : 'is none of the approvers';
}

/** The list that is applied counts; before there is one, that of the plan. */
export const mayApprove = ({ applied, planned }: Rules, by: string): boolean =>
  (applied ?? planned)?.approvers?.includes(by) ?? true;

/** What has to be approved is not applied without. */
export function checkApprovals(plan: Plan, { approvals, because, given, void: voided }: Review): void {
  const missing = approvals - given.length;
  if (missing <= 0) return;
  const others = voided.map(({ by, why }) => `${by} ${why}`);
  throw new CrmError('approval', {
    code: 'PLAN.NOT_APPROVED',
    severity: 'error',
    summary: `the plan needs ${count(approvals)}, and has ${given.length === 0 ? 'none' : `${given.length} (${given.map(({ by }) => by).join(', ')})`}`,
    why: `${sayBecause(because)}${others.length > 0 ? ` Not counted: ${others.join('; ')}.` : ''}`,
    next: [
      `Somebody else than ${plan.source.by} looks at it and approves: crm approve plan.crmplan.json`,
      'Approvals count for the same changes on the same revisions, whatever the commit.',
    ],
  });
}

const count = (n: number): string => `${n} ${n === 1 ? 'approval' : 'approvals'}`;

const sayBecause = (because: readonly string[]): string =>
  because.includes('always')
    ? 'Every plan of this environment is reviewed.'
    : `Reviewed because of ${because.join(', ')}.`;
