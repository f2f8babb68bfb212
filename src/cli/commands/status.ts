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
    .description('what is applied, when it runs next, and how its last run went')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm status')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'status',
        work: async (context) => {
          const { showStatus } = await import('../../app/show-status.ts');
          const { statusText } = await import('../views/status-text.ts');
          const { workspace, timezone, campaigns } = await showStatus(context);
          return {
            workspace,
            json: { timezone, campaigns },
            text: () => statusText({ timezone, campaigns }, { color: io.color, width: io.width }),
          };
        },
      }),
    );
}
