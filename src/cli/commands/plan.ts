import { type Command, InvalidArgumentError } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly out?: string;
  readonly refresh: string;
  readonly detailedExitcode?: boolean;
}

export function registerPlan(program: Command, io: Io): void {
  program
    .command('plan')
    .description('show what apply would change, and whom it concerns; changes nothing')
    .option('--out <file>', 'write the plan for crm apply: plan.crmplan.json')
    .option('--detailed-exitcode', 'exit 2 when there are changes')
    .option(
      '--refresh <what>',
      'counts: ask the store for people; none: only files and ledger',
      oneOf('counts', 'none'),
      'counts',
    )
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm plan --out plan.crmplan.json')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'plan',
        work: async (context, { out, refresh, detailedExitcode }) => {
          const { makePlan } = await import('../../app/make-plan.ts');
          const { planText } = await import('../views/plan-text.ts');
          const plan = await makePlan(context, { refresh: refresh === 'none' ? 'none' : 'counts' });
          if (out !== undefined) {
            const { writePlanFile } = await import('../../app/plan-file.ts');
            writePlanFile(out, plan);
          }
          const changed = plan.changes.length > 0;
          return {
            exit: plan.policy.denied > 0 ? 'policy' : changed && detailedExitcode ? 'changes' : 'ok',
            workspace: plan.workspace,
            diagnostics: plan.diagnostics,
            json: { ...plan },
            text: () =>
              planText(plan, {
                color: io.color,
                width: io.width,
                saved: out === undefined ? 'no' : { file: out },
              }),
          };
        },
      }),
    );
}

function oneOf(...choices: readonly string[]): (text: string) => string {
  return (text) => {
    if (choices.includes(text)) return text;
    throw new InvalidArgumentError(`It is one of ${choices.join(', ')}.`);
  };
}
