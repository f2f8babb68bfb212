import type { Command } from 'commander';
import type { ImportOptions } from '../../app/import-store.ts';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly people: string;
  readonly events?: string;
  readonly id?: string;
  readonly eventPerson?: string;
  readonly eventName?: string;
  readonly eventAt?: string;
  readonly zone?: string;
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
    .option('--event-person <column>', 'the column of the events with the id of the person (default: found by name)')
    .option('--event-name <column>', 'the column with the name of the event (default: found by name)')
    .option('--event-at <column>', 'the column with the time of the event (default: found by name)')
    .option(
      '--zone <zone>',
      'the zone of times that are written without one, as in Asia/Seoul (default: that of the workspace)',
    )
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
        work: async (context, flags) => {
          const { importStore } = await import('../../app/import-store.ts');
          const { importText } = await import('../views/import-text.ts');
          const imported = await importStore(context, optionsOf(flags));
          return {
            diagnostics: imported.diagnostics,
            json: {
              store: imported.store,
              tables: imported.tables,
              zone: imported.zone,
              mapping: imported.mapping,
              fitted: imported.fitted,
              misfits: imported.misfits,
            },
            text: () => importText(imported),
          };
        },
      }),
    );
}

function optionsOf(flags: Flags): ImportOptions {
  const { people, events, id, eventPerson, eventName, eventAt, zone, delimiter, to, replace = false } = flags;
  const named = { person: eventPerson, name: eventName, at: eventAt };
  return {
    people,
    to,
    replace,
    ...(events === undefined ? {} : { events }),
    ...(id === undefined ? {} : { id }),
    ...(Object.values(named).some((column) => column !== undefined) ? { event: named } : {}),
    ...(zone === undefined ? {} : { zone }),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
}
