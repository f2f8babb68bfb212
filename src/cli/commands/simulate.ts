import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';
import { wholeNumber } from '../whole-number.ts';

interface Flags {
  readonly format: string;
  readonly days: number;
  readonly back?: number;
}

export function registerSimulate(program: Command, io: Io): void {
  program
    .command('simulate')
    .description('what the campaigns of the files would send in the coming days, all together; sends nothing')
    .option('--days <n>', 'so many days from now, or from --as-of', wholeNumber(1, 90), 30)
    .option(
      '--back <n>',
      'also: what was sent in the last n days, replayed under the limits of the files',
      wholeNumber(1, 730),
    )
    .addOption(formatOption('text', 'json'))
    .addHelpText(
      'after',
      '\nPeople are those of now; limits, holdouts, rollouts and `again` count as in a send. Change `limits` in crm.yaml to see what other ones would keep back.\n\nExample:\n  crm simulate --days 14 --back 90',
    )
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'simulate',
        work: async (context, { days, back }) => {
          const { simulateComing } = await import('../../app/simulate-coming.ts');
          const { simulationText } = await import('../views/simulation-text.ts');
          const { workspace, diagnostics, ...simulated } = await simulateComing(context, { days, back });
          return {
            workspace,
            diagnostics,
            json: simulated,
            text: () =>
              simulationText({ workspace, ...simulated }, { color: io.color, width: io.width, asOf: context.asOf }),
          };
        },
      }),
    );
}
