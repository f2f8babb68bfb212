import type { Command } from 'commander';
import type { AppContext } from '../../app/context.ts';
import type { SealedPlan } from '../../app/plan-file.ts';
import { CrmError } from '../../base/crm-error.ts';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';
import {
  destructiveOption,
  type SelectionFlags,
  selectionOptions,
  selectorHelp,
  selectorsOf,
} from '../selection-options.ts';
import { showFindings } from '../show-findings.ts';
import { seconds } from '../whole-number.ts';

interface Flags extends SelectionFlags {
  readonly format: string;
  readonly autoApprove?: boolean;
  readonly ifNotApplied?: boolean;
  readonly lockTimeout: number;
}

export function registerApply(program: Command, io: Io): void {
  const [only, exclude] = selectionOptions();
  program
    .command('apply')
    .argument('[plan]', 'a plan file of crm plan --out')
    .description('carry out a plan: changes definitions in one transaction; sends nothing')
    .option('--auto-approve', 'without a plan file: plan and apply without asking')
    .addOption(only)
    .addOption(exclude)
    .addOption(destructiveOption())
    .option('--if-not-applied', 'a plan that was applied before is a success')
    .option('--lock-timeout <time>', 'how long to wait for another apply', seconds, 10_000)
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', `${selectorHelp}\n\nExample:\n  crm apply plan.crmplan.json`)
    .action((file: string | undefined, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'apply',
        work: async (context, flags) => {
          if (file !== undefined && (selectorsOf(flags) || flags.allowDestructive.length > 0)) throw selectedTwice();
          const { applyPlan } = await import('../../app/apply-plan.ts');
          const sealed =
            file === undefined
              ? await freshPlan(io, context, flags)
              : (await import('../../app/plan-file.ts')).readPlanFile(file);
          if (!sealed) return { json: { applied: [] }, text: () => 'Nothing was applied.' };
          io.finishOnSignal();
          const applied = await applyPlan(context, sealed, {
            lockTimeoutMs: flags.lockTimeout,
            ifNotApplied: flags.ifNotApplied ?? false,
          });
          const { applyText } = await import('../views/apply-text.ts');
          return {
            workspace: sealed.plan.workspace,
            json: { ...applied },
            text: () => {
              const { environment, pinned, asOf } = context;
              return applyText(applied, { color: io.color, environment, asOf: pinned ? asOf : undefined });
            },
          };
        },
      }),
    );
}

const selectedTwice = (): CrmError =>
  new CrmError('usage', {
    code: 'APPLY.SELECTED_TWICE',
    severity: 'error',
    summary: 'a plan file is applied as it is',
    why: 'What it holds was chosen, and looked at, when it was made.',
    next: ['Select when planning: crm plan --only campaign.x --out plan.crmplan.json'],
  });

/** Without a plan file: plan, show, and ask the person at the keyboard. */
async function freshPlan(io: Io, context: AppContext, flags: Flags): Promise<SealedPlan | undefined> {
  const { autoApprove, format } = flags;
  if (!autoApprove && !io.interactive) {
    throw new CrmError('usage', {
      code: 'APPLY.NO_PLAN',
      severity: 'error',
      summary: 'apply needs a plan file, or somebody to ask',
      why: 'There is no terminal, and what is applied must have been seen.',
      next: [
        'crm plan --out plan.crmplan.json, then crm apply plan.crmplan.json',
        'Or, without looking: crm apply --auto-approve',
      ],
    });
  }
  const { makePlan } = await import('../../app/make-plan.ts');
  const { sealPlan } = await import('../../app/plan-file.ts');
  const { planText } = await import('../views/plan-text.ts');
  const selectors = selectorsOf(flags);
  const plan = await makePlan(context, {
    refresh: 'counts',
    ...(selectors ? { selectors } : {}),
    allowDestructive: flags.allowDestructive,
  });
  if (format !== 'json') {
    await showFindings(io, plan.diagnostics);
    io.print(planText(plan, { color: io.color, width: io.width, saved: 'asking' }));
    if (autoApprove || plan.changes.length === 0) io.print('\n');
  }
  if (
    plan.changes.length > 0 &&
    !autoApprove &&
    !/^(y|yes)$/i.test(await io.ask('\nApply these changes? Only "yes" does. '))
  )
    return undefined;
  return { plan, seal: sealPlan(plan) };
}
