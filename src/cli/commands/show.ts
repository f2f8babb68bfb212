import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { type Output, outputOption } from '../output-option.ts';
import { runCommand } from '../run-command.ts';
import { viewFormats } from '../view-format.ts';

interface Flags {
  readonly format: string;
  readonly output: readonly Output[];
}

export function registerShow(program: Command, io: Io): void {
  program
    .command('show')
    .argument('<plan>', 'a plan file of crm plan --out')
    .description('show a plan file, as plan showed it; contacts nothing')
    .addOption(formatOption(...viewFormats))
    .addOption(outputOption())
    .addHelpText('after', '\nExample:\n  crm show plan.crmplan.json --output markdown=plan.md')
    .action((file: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'show',
        work: async () => {
          const { shownPlan } = await import('../../app/shown-plan.ts');
          const { planText } = await import('../views/plan-text.ts');
          const { sharedPlan } = await import('../views/shared-plan.ts');
          const plan = shownPlan(file);
          return {
            workspace: plan.workspace,
            diagnostics: plan.diagnostics,
            json: { ...plan },
            shared: sharedPlan(plan),
            text: () => planText(plan, { color: io.color, width: io.width, saved: { file } }),
          };
        },
      }),
    );
}
