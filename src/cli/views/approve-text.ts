import { Chalk } from 'chalk';
import type { ApproveResult } from '../../app/approve-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { plural } from './number.ts';
import { planText } from './plan-text.ts';
import { sameWorld } from './same-world.ts';

interface Shown {
  readonly file: string;
  readonly color: boolean;
  readonly width: number;
}

/** What was approved, so that it was seen, and what is still missing. */
export function approveText(plan: Plan, result: ApproveResult, { file, color, width }: Shown): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { approvals, given, approved_by } = result;
  const shown = planText(plan, { color, width, saved: 'asking' });
  const { clock, as_of, environment } = plan;
  const world = sameWorld({ environment: environment.name, asOf: clock === 'as_of' ? new Date(as_of) : undefined });
  const next = `Next: crm apply ${file}${world}`;
  if (approved_by === null)
    return [shown, '', 'Nobody has to approve this plan; nothing was written down.', next].join('\n');
  const missing = approvals - given.length;
  return [
    shown,
    '',
    `${chalk.green('Approved')} by ${approved_by}: ${given.length} of ${plural(approvals, 'approval')}.`,
    missing > 0 ? `${plural(missing, 'more approval')} to come before it can be applied.` : next,
  ].join('\n');
}
