import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly people: string;
  readonly events?: string;
  readonly id?: string;
  readonly delimiter?: string;
  readonly to: string;
  readonly replace?: boolean;
}

export function registerStore(program: Command, io: Io): void {
  const store = program.command('store').description('build a store from your own data');
  store
    .command('import')
    .description('build a SQLite store from CSV exports and write its mapping into crm.yaml')
    .requiredOption('--people <file>', 'CSV with one person a line')
    .option('--events <file>', 'CSV with one event a line: person_id, name, occurred_at, ..')
    .option('--id <column>', 'the column that identifies a person (default: found by name, else the rows are numbered)')
    .option('--delimiter <character>', 'what separates the cells (default: found); tab for a tab')
    .option('--to <file>', 'the store to write, relative to the workspace', 'data/store.db')
    .option('--replace', 'write over a store that is there')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm store import --people people.csv --events events.csv')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'store-import',
        work: async (context, { people, events, id, delimiter, to, replace = false }) => {
          const { importStore } = await import('../../app/import-store.ts');
          const { importText } = await import('../views/import-text.ts');
          const { diagnosticsText } = await import('../views/diagnostics-text.ts');
          const imported = await importStore(context, {
            people,
            to,
            replace,
            ...(events === undefined ? {} : { events }),
            ...(id === undefined ? {} : { id }),
            ...(delimiter === undefined ? {} : { delimiter }),
          });
          return {
            diagnostics: imported.diagnostics,
            json: { store: imported.store, tables: imported.tables, mapping: imported.mapping },
            text: () => {
              if (imported.diagnostics.length > 0)
                io.note(`${diagnosticsText(imported.diagnostics, { color: io.errorColor })}\n`);
              return importText(imported);
            },
          };
        },
      }),
    );
}
