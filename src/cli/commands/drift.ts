import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly detailedExitcode?: boolean;
}

export function registerDrift(program: Command, io: Io): void {
  program
    .command('drift')
    .description('what is applied otherwise than the files say, was altered in the ledger, or was not sent as planned')
    .option('--detailed-exitcode', 'exit 2 when something has drifted')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm drift --env production --detailed-exitcode')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'drift',
        work: async (context, { detailedExitcode = false }) => {
          const { findDrift } = await import('../../app/find-drift.ts');
          const { driftText } = await import('../views/drift-text.ts');
          const found = await findDrift(context);
          return {
            workspace: found.workspace,
            exit: detailedExitcode && found.drift.length > 0 ? 'changes' : 'ok',
            json: { definitions: found.definitions, drift: found.drift },
            text: () => driftText(found, { color: io.color, width: io.width }),
          };
        },
      }),
    );
}
