import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly store?: boolean;
}

export function registerValidate(program: Command, io: Io): void {
  program
    .command('validate')
    .description('check all files: schemas, references, copy; contacts nothing')
    .option('--store', 'also check them against the tables and columns of the store')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm validate --store')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'validate',
        work: async (context, { store = false }) => {
          const { validateWorkspace } = await import('../../app/validate-workspace.ts');
          const { validationText } = await import('../views/validation-text.ts');
          const result = await validateWorkspace(context, { store });
          return {
            exit: result.valid ? 'ok' : 'invalid',
            workspace: result.workspace,
            diagnostics: result.diagnostics,
            json: { valid: result.valid, counts: result.counts },
            text: () => validationText(result, { color: io.color }),
          };
        },
      }),
    );
}
