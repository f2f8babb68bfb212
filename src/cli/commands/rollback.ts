import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { type Output, outputOption } from '../output-option.ts';
import { planOutcome } from '../plan-outcome.ts';
import { runCommand } from '../run-command.ts';
import { destructiveOption } from '../selection-options.ts';
import { viewFormats } from '../view-format.ts';
import { wholeNumber } from '../whole-number.ts';

interface Flags {
  readonly format: string;
  readonly output: readonly Output[];
  readonly to: number;
  readonly out?: string;
  readonly allowDestructive: readonly string[];
}

export function registerRollback(program: Command, io: Io): void {
  program
    .command('rollback')
    .argument('<address>', 'a campaign, or segment.<id>, template.<id>, workspace')
    .description('plan to make one definition what it was at an earlier revision; changes nothing by itself')
    .requiredOption('--to <revision>', 'the revision, as crm state show has it', wholeNumber(1, 1_000_000))
    .option('--out <file>', 'write the plan for crm apply: plan.crmplan.json')
    .addOption(destructiveOption())
    .addOption(formatOption(...viewFormats))
    .addOption(outputOption())
    .addHelpText(
      'after',
      '\nThe files stay as they are: until they say the same, crm plan shows the way forward again.\n\nExample:\n  crm rollback weekend-live --to 2 --out plan.crmplan.json',
    )
    .action((name: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'rollback',
        work: async (context, { to, out, allowDestructive }) => {
          const address = name.includes('.') || name === 'workspace' ? name : `campaign.${name}`;
          const { makePlan } = await import('../../app/make-plan.ts');
          const plan = await makePlan(context, {
            refresh: 'counts',
            rollBack: { address, revision: to },
            allowDestructive,
          });
          const outcome = await planOutcome(plan, { io, out });
          const { rollbackHint } = await import('../views/rollback-hint.ts');
          return { ...outcome, text: async () => `${await outcome.text()}${rollbackHint(plan, io.width)}` };
        },
      }),
    );
}
