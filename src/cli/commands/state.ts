import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';
import { wholeNumber } from '../whole-number.ts';

export function registerState(program: Command, io: Io): void {
  const state = program.command('state').description('what is applied, and what was');
  state
    .command('list')
    .description('every definition that is applied, at its revision')
    .option('--archived', 'also those that were archived')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm state list --env production')
    .action((_flags: object, command: Command) =>
      runCommand<{ readonly format: string; readonly archived?: boolean }>({
        io,
        command,
        name: 'state-list',
        work: async (context, { archived = false }) => {
          const { listState } = await import('../../app/state.ts');
          const { stateListText } = await import('../views/state-text.ts');
          const { workspace, ...shown } = await listState(context, { archived });
          const { environment, definitions } = shown;
          return {
            workspace,
            json: { environment_id: environment.id, definitions },
            text: () => stateListText(shown, { color: io.color }),
          };
        },
      }),
    );
  state
    .command('show')
    .argument('<address>', 'campaign.<id>, segment.<id>, template.<id> or workspace')
    .description('a definition as it was applied, and its history')
    .option('--revision <n>', 'an earlier revision', wholeNumber(1, 1_000_000))
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm state show campaign.weekend-live --revision 2')
    .action((address: string, _flags: object, command: Command) =>
      runCommand<{ readonly format: string; readonly revision?: number }>({
        io,
        command,
        name: 'state-show',
        work: async (context, { revision }) => {
          const { showState } = await import('../../app/state.ts');
          const { stateShowText } = await import('../views/state-text.ts');
          const { workspace, timezone, ...shown } = await showState(context, { address, revision });
          return {
            workspace,
            json: shown,
            text: () => stateShowText({ ...shown, timezone }, { color: io.color }),
          };
        },
      }),
    );
}
