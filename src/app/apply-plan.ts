import { applyChanges } from '../apply/index.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Plan } from '../model/plan.ts';
import { isIntact } from '../plan/index.ts';
import { connectLedger, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { locked } from './locked.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import type { SealedPlan } from './plan-file.ts';

export interface Applied {
  readonly applied: readonly { readonly address: string; readonly action: string; readonly revision: number }[];
  readonly fingerprint: string;
  readonly applied_by: string;
  readonly applied_at: string;
}

export interface ApplyOptions {
  readonly lockTimeoutMs: number;
  /** A plan that was already applied is a success. */
  readonly ifNotApplied: boolean;
}

/** Carries out a plan: every change in one transaction, under the environment's lock. Contacts nobody. */
export async function applyPlan(
  context: AppContext,
  { plan, seal }: SealedPlan,
  { lockTimeoutMs, ifNotApplied }: ApplyOptions,
): Promise<Applied> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    checkPlan(plan, seal, {
      environmentId: ledger.environmentId,
      environment: environmentName(context),
      now: context.pinned ? context.asOf : context.wall(),
    });
    return locked(ledger, { scope: 'apply', operation: 'apply', timeoutMs: lockTimeoutMs }, () =>
      applyChanges(ledger, {
        plan,
        by: context.holder,
        at: context.pinned ? context.asOf : context.wall(),
        ifNotApplied,
      }),
    );
  });
}

interface Here {
  readonly environmentId: string;
  readonly environment: string;
  readonly now: Date;
}

function checkPlan(plan: Plan, seal: unknown, { environmentId, environment, now }: Here): void {
  if (!isIntact(plan, seal))
    throw stale(
      'PLAN.ALTERED',
      'the plan file was altered after it was made',
      'What was reviewed is what is applied, or nothing.',
    );
  if (plan.environment.id !== environmentId) {
    throw stale(
      'PLAN.OTHER_ENVIRONMENT',
      `the plan was made for the environment \`${plan.environment.name}\` (${plan.environment.id}), this is \`${environment}\` (${environmentId})`,
      'A plan is bound to one environment, even an empty one.',
    );
  }
  if (new Date(plan.expires_at) <= now)
    throw stale(
      'PLAN.EXPIRED',
      `the plan expired at ${plan.expires_at}`,
      'Audiences move; after a day the numbers that were reviewed are old.',
    );
  if (plan.policy.denied > 0) {
    throw new CrmError(
      'policy',
      plan.policy.results
        .filter(({ level }) => level === 'deny')
        .map((result) => ({
          code: 'PLAN.DENIED',
          severity: 'error' as const,
          summary: `${result.rule}: ${result.address} ${result.message}`,
          place: { file: result.file, line: result.line, column: 1 },
          why: 'The workspace denies this.',
          next: [result.fix],
        })),
    );
  }
}

const stale = (code: string, summary: string, why: string): CrmError =>
  new CrmError('stale', {
    code,
    severity: 'error',
    summary,
    why,
    next: ['Make a new plan: crm plan --out plan.crmplan.json'],
  });
