import { CrmError } from '../base/crm-error.ts';
import type { Plan, PolicyResult } from '../model/plan.ts';
import { isBlocked, isIntact } from '../plan/index.ts';
import type { AppContext } from './context.ts';
import type { SealedPlan } from './plan-file.ts';

interface Here {
  readonly environmentId: string;
  readonly environment: string;
}

/** Whether it is a plan as it was made. */
export function checkPlanSeal({ plan, seal }: SealedPlan): void {
  if (!isIntact(plan, seal))
    throw stale(
      'PLAN.ALTERED',
      'the plan file was altered after it was made',
      'What was reviewed is what is applied, or nothing.',
    );
}

/** Whether it is a plan of this environment, as it was made. */
export function checkPlanIdentity(sealed: SealedPlan, { environmentId, environment }: Here): void {
  checkPlanSeal(sealed);
  const { plan } = sealed;
  if (plan.environment.id !== environmentId) {
    throw stale(
      'PLAN.OTHER_ENVIRONMENT',
      `the plan was made for the environment \`${plan.environment.name}\` (${plan.environment.id}), this is \`${environment}\` (${environmentId})`,
      'A plan is bound to one environment, even an empty one.',
    );
  }
}

/** A plan is good for a day of the clock that it was made by. --as-of makes no other plan younger. */
export function checkPlanAge({ clock, created_at, expires_at }: Plan, { asOf, wall }: AppContext): void {
  const now = clock === 'as_of' ? asOf : wall();
  if (new Date(expires_at) <= now)
    throw stale(
      'PLAN.EXPIRED',
      `the plan expired at ${expires_at}`,
      clock === 'as_of'
        ? `It was made with --as-of ${created_at}, and the clock says ${now.toISOString()}: audiences move.`
        : 'Audiences move; after a day the numbers that were reviewed are old.',
    );
  if (clock === 'as_of' && now < new Date(created_at))
    throw stale(
      'PLAN.TOO_EARLY',
      `the plan was made with --as-of ${created_at}, and the clock says ${now.toISOString()}`,
      'Its numbers are those of a time that is still to come.',
    );
}

/** What the workspace denies is not applied, whoever asks. */
export function checkPlanPolicies({ policy }: Plan): void {
  const denying = policy.results.filter(({ level }) => level === 'deny');
  const denied = denying.filter(({ status }) => status === 'fail');
  const open = denying.filter(({ status }) => status === 'not_evaluated');
  if (denied.length === 0 && open.length > 0) throw notEvaluated(open);
  if (denied.length === 0) return;
  throw new CrmError(
    'policy',
    denied.map(({ rule, address, message, file, line, column = 1, fix }) => ({
      code: 'PLAN.DENIED',
      severity: 'error' as const,
      summary: `${rule}: ${address} ${message}`,
      place: { file, line, column },
      why: 'The workspace denies this.',
      next: [fix],
    })),
  );
}

/** What cannot be had back is only taken away where the plan was made to. */
export function checkPlanLosses({ changes }: Plan): void {
  const blocked = changes.filter(isBlocked);
  if (blocked.length === 0) return;
  const flags = blocked.map(({ address }) => `--allow-destructive ${address}`).join(' ');
  throw new CrmError(
    'blocked',
    blocked.map(({ address, action, destructive, file, line }) => ({
      code: 'PLAN.DESTRUCTIVE',
      severity: 'error' as const,
      summary: `to ${action} ${address} is not allowed: ${destructive?.reasons.join('; ')}`,
      place: { file, line, column: 1 },
      why: 'It cannot be taken back.',
      next: [`If it is meant: crm plan ${flags} --out plan.crmplan.json`, 'Else bring its file back, and plan again.'],
    })),
  );
}

const notEvaluated = (open: readonly PolicyResult[]): CrmError =>
  new CrmError(
    'policy',
    open.map(({ rule, message, file, line }) => ({
      code: 'PLAN.NOT_EVALUATED',
      severity: 'error' as const,
      summary: `${rule} was not evaluated: ${message}`,
      place: { file, line, column: 1 },
      why: 'The workspace denies what breaks this rule, and nobody looked whether this plan does.',
      next: ['Make a plan without --refresh none: crm plan --out plan.crmplan.json'],
    })),
  );

const stale = (code: string, summary: string, why: string): CrmError =>
  new CrmError('stale', {
    code,
    severity: 'error',
    summary,
    why,
    next: ['Make a new plan: crm plan --out plan.crmplan.json'],
  });
