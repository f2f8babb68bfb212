import type { Command } from 'commander';
import { hasWarning } from '../../base/has-warning.ts';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { type Output, outputOption } from '../output-option.ts';
import { runCommand } from '../run-command.ts';
import { viewFormats } from '../view-format.ts';

interface Flags {
  readonly format: string;
  readonly output: readonly Output[];
  readonly store?: boolean;
  readonly warningsAsErrors?: boolean;
}

export function registerValidate(program: Command, io: Io): void {
  program
    .command('validate')
    .description('check all files: schemas, references, copy; contacts nothing')
    .option('--store', 'also check them against the tables and columns of the store')
    .option('--warnings-as-errors', 'exit 3 when there is a warning')
    .addOption(formatOption(...viewFormats))
    .addOption(outputOption())
    .addHelpText('after', '\nExample:\n  crm validate --store')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'validate',
        work: async (context, { store = false, warningsAsErrors = false }) => {
          const { validateWorkspace } = await import('../../app/validate-workspace.ts');
          const { validationText } = await import('../views/validation-text.ts');
          const { findingsMarkdown } = await import('../views/findings/findings-markdown.ts');
          const result = await validateWorkspace(context, { store });
          return {
            exit: result.valid && !(warningsAsErrors && hasWarning(result.diagnostics)) ? 'ok' : 'invalid',
            workspace: result.workspace,
            diagnostics: result.diagnostics,
            json: { valid: result.valid, counts: result.counts },
            shared: {
              markdown: () => findingsMarkdown(result.diagnostics, validationText(result, { color: false })),
              parts: [
                `crm.yaml and ${Object.entries(result.counts)
                  .map(([noun, n]) => `${n} ${noun}`)
                  .join(', ')}`,
              ],
            },
            text: () => validationText(result, { color: io.color }),
          };
        },
      }),
    );
}
