import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
}

export function registerStatus(program: Command, io: Io): void {
  program
    .command('status')
    .argument('[campaign...]', 'campaigns (default: all)')
    .description('what is applied, when it runs next, and how its last run went')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExamples:\n  crm status\n  crm status weekend-live')
    .action((campaigns: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'status',
        work: async (context) => {
          const { showStatus } = await import('../../app/show-status.ts');
          const { statusText } = await import('../views/status-text.ts');
          const { workspace, timezone, campaigns: shown } = await showStatus(context, campaigns);
          return {
            workspace,
            json: { timezone, campaigns: shown },
            text: () =>
              statusText(
                { timezone, campaigns: shown },
                {
                  color: io.color,
                  width: io.width,
                  asOf: context.asOf,
                  world: { environment: context.environment, asOf: context.pinned ? context.asOf : undefined },
                },
              ),
          };
        },
      }),
    );
}
