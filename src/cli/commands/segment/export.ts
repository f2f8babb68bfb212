import type { Command } from 'commander';
import { formatOption } from '../../format-option.ts';
import type { Io } from '../../io.ts';
import { runCommand } from '../../run-command.ts';

interface Flags {
  readonly format: string;
  readonly to: string;
  readonly force?: boolean;
}

export function registerExport(segment: Command, io: Io): void {
  segment
    .command('export')
    .argument('<segment>', 'the segment')
    .description('write the ids of its people into a CSV file that only you may read')
    .requiredOption('--to <file>', 'the file')
    .option('--force', 'write over a file that is there')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm segment export dormant --to ~/dormant.csv')
    .action((id: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-export',
        work: async (context, { to, force = false }) => {
          io.finishOnSignal();
          const { exportSegment } = await import('../../../app/export-segment.ts');
          const { plural } = await import('../../views/number.ts');
          const { diagnostics, ...exported } = await exportSegment(context, { id, to, force });
          const { segment: name, count, file, sha256 } = exported;
          return {
            diagnostics,
            json: exported,
            text: () => `${plural(count, 'id')} of ${name} in ${file}\nsha256 ${sha256}`,
          };
        },
      }),
    );
}
