import type { ExitName } from '../base/exit.ts';
import { hasWarning } from '../base/has-warning.ts';
import type { Plan } from '../model/plan.ts';
import type { Io } from './io.ts';
import type { Outcome } from './run-command.ts';

export interface PlanExits {
  readonly detailedExitcode?: boolean;
  readonly warningsAsErrors?: boolean;
}

interface Saved extends PlanExits {
  readonly io: Io;
  readonly out: string | undefined;
}

/** A plan that was just made: written where it was asked for, and shown in every form. */
export async function planOutcome(plan: Plan, { io, out, ...exits }: Saved): Promise<Outcome> {
  const { planText } = await import('./views/plan-text.ts');
  const { sharedPlan } = await import('./views/shared-plan.ts');
  if (out !== undefined) (await import('../app/plan-file.ts')).writePlanFile(out, plan);
  const saved = out === undefined ? 'no' : { file: out };
  return {
    exit: planExit(plan, exits),
    workspace: plan.workspace,
    diagnostics: plan.diagnostics,
    json: { ...plan },
    shared: sharedPlan(plan),
    text: () => planText(plan, { color: io.color, width: io.width, saved }),
  };
}

function planExit(
  { policy, changes, diagnostics }: Plan,
  { detailedExitcode = false, warningsAsErrors = false }: PlanExits,
): ExitName {
  if (policy.denied > 0 || (warningsAsErrors && policy.warned > 0)) return 'policy';
  if (warningsAsErrors && hasWarning(diagnostics)) return 'invalid';
  return detailedExitcode && changes.length > 0 ? 'changes' : 'ok';
}
