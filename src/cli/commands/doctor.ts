import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
}

export function registerDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description(
      'looks whether files, store, ledger and channels are there, answer, and are safe to use; sends nothing',
    )
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm doctor --env production')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'doctor',
        work: async (context) => {
          const { examineSetup } = await import('../../app/examine-setup.ts');
          const { doctorText } = await import('../views/doctor-text.ts');
          const found = await examineSetup(context);
          return {
            exit: found.exit,
            workspace: found.workspace,
            diagnostics: found.diagnostics,
            json: { checks: found.checks },
            text: () => doctorText(found, { color: io.color }),
          };
        },
      }),
    );
}
