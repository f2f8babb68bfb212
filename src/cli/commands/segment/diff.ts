import type { Command } from 'commander';
import { formatOption } from '../../format-option.ts';
import type { Io } from '../../io.ts';
import { runCommand } from '../../run-command.ts';

interface Flags {
  readonly format: string;
}

export function registerDiff(segment: Command, io: Io): void {
  segment
    .command('diff')
    .argument('<git-ref>', 'a branch, a tag or a commit')
    .description('who enters and who leaves segments, compared with the files of a commit, on the store of today')
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText('after', '\nExample:\n  crm segment diff main --format markdown')
    .action((ref: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-diff',
        work: async (context, { format }) => {
          const { segmentDiff } = await import('../../../app/segment-diff.ts');
          const { diff, diagnostics } = await segmentDiff(context, ref);
          return {
            diagnostics,
            json: { ...diff },
            text: async () => {
              const { diffMarkdown, diffText } = await import('../../views/segments/diff-text.ts');
              return format === 'markdown' ? diffMarkdown(diff) : diffText(diff, { color: io.color });
            },
          };
        },
      }),
    );
}
