import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
}

export function registerInit(program: Command, io: Io): void {
  program
    .command('init')
    .description('start a workspace: commented files that are valid as they are')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm -C my-app init')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'init',
        work: async (context) => {
          const { initWorkspace } = await import('../../app/init-workspace.ts');
          const { created } = initWorkspace(context.root);
          return {
            json: { created },
            text: () =>
              [
                ...created.map((path) => `+ ${path}`),
                '',
                'Next: crm store import --people people.csv, or edit crm.yaml; then crm validate',
              ].join('\n'),
          };
        },
      }),
    );
}
