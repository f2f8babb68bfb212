import type { Command } from 'commander';
import { formatOption } from '../../format-option.ts';
import type { Io } from '../../io.ts';
import { runCommand } from '../../run-command.ts';

interface Flags {
  readonly format: string;
  readonly html?: string;
}

export function registerCoverage(segment: Command, io: Io): void {
  segment
    .command('coverage')
    .argument('[segment...]', 'segments (default: all)')
    .description('whom the live campaigns reach and whom none does, and whether partitions are disjoint and complete')
    .option('--html <file>', 'write a heat map as well')
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText('after', '\nExample:\n  crm segment coverage --html coverage.html')
    .action((ids: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-coverage',
        work: async (context, { format, html }) => {
          const { segmentCoverage } = await import('../../../app/segment-coverage.ts');
          const coverage = await segmentCoverage(context, ids);
          const { partitions, matrix, blind_spots, reached, everyone } = coverage;
          if (html !== undefined) {
            const { writePage } = await import('../../../app/write-page.ts');
            const { coverageHtml } = await import('../../views/segments/coverage-html.ts');
            writePage(html, coverageHtml(coverage, context.asOf));
          }
          return {
            json: { partitions, matrix, blind_spots, reached, everyone },
            text: async () => {
              if (format === 'markdown') {
                const { coverageMarkdown } = await import('../../views/segments/segments-markdown.ts');
                return coverageMarkdown(coverage);
              }
              const { coverageText } = await import('../../views/segments/coverage-text.ts');
              const written = html === undefined ? '' : `\n\nWritten: ${html}`;
              return `${coverageText(coverage, { color: io.color, width: io.width })}${written}`;
            },
          };
        },
      }),
    );
}
