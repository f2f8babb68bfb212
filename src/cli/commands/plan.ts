import { type Command, InvalidArgumentError } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { type Output, outputOption } from '../output-option.ts';
import { planOutcome } from '../plan-outcome.ts';
import { runCommand } from '../run-command.ts';
import {
  destructiveOption,
  type SelectionFlags,
  selectionOptions,
  selectorHelp,
  selectorsOf,
} from '../selection-options.ts';
import { viewFormats } from '../view-format.ts';

interface Flags extends SelectionFlags {
  readonly format: string;
  readonly output: readonly Output[];
  readonly out?: string;
  readonly refresh: 'none' | 'counts' | 'full';
  readonly detailedExitcode?: boolean;
  readonly warningsAsErrors?: boolean;
}

export function registerPlan(program: Command, io: Io): void {
  const [only, exclude] = selectionOptions();
  program
    .command('plan')
    .argument('[selector...]', 'only these changes: the same as --only')
    .description('show what apply would change, and whom it concerns; changes nothing')
    .option('--out <file>', 'write the plan for crm apply: plan.crmplan.json')
    .addOption(only)
    .addOption(exclude)
    .addOption(destructiveOption())
    .option('--detailed-exitcode', 'exit 2 when there are changes')
    .option('--warnings-as-errors', 'exit 5 when a rule warns, 3 when a finding does')
    .option(
      '--refresh <what>',
      'counts: ask the store for people; full: also the messages of the coming days, overlaps and missing values; none: only files and ledger',
      oneOf('none', 'counts', 'full'),
      'counts',
    )
    .addOption(formatOption(...viewFormats))
    .addOption(outputOption())
    .addHelpText(
      'after',
      `${selectorHelp}\n\nExamples:\n  crm plan --out plan.crmplan.json\n  crm plan --only git:main --exclude tag:draft`,
    )
    .action((selectors: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'plan',
        work: async (context, flags) => {
          const { out, refresh, detailedExitcode = false, warningsAsErrors = false } = flags;
          const { makePlan } = await import('../../app/make-plan.ts');
          const asked = selectorsOf({ only: [...selectors, ...flags.only], exclude: flags.exclude });
          const plan = await makePlan(context, {
            refresh,
            ...(asked ? { selectors: asked } : {}),
            allowDestructive: flags.allowDestructive,
          });
          return planOutcome(plan, { io, out, detailedExitcode, warningsAsErrors });
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
