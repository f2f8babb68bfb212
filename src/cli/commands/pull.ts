import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
}

export function registerPull(program: Command, io: Io): void {
  program
    .command('pull')
    .description('fetch what people did: receipts, and outcomes of everybody assigned, held-out people too')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm pull && crm report')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'pull',
        work: async (context) => {
          const { pullResults } = await import('../../app/pull-results.ts');
          const { pullText } = await import('../views/pull-text.ts');
          const { workspace, timezone, ...pulled } = await pullResults(context);
          return { workspace, json: pulled, text: () => pullText({ ...pulled, timezone }) };
        },
      }),
    );
}
