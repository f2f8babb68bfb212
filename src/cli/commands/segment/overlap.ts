import type { Command } from 'commander';
import { formatOption } from '../../format-option.ts';
import type { Io } from '../../io.ts';
import { runCommand } from '../../run-command.ts';

interface Flags {
  readonly format: string;
  readonly html?: string;
}

export function registerOverlap(segment: Command, io: Io): void {
  segment
    .command('overlap')
    .argument('[segment...]', 'segments (default: all; at most 60)')
    .description('which segments share people: everybody by the segments that they are in, and every pair')
    .option('--html <file>', 'write a heat map as well')
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText('after', '\nExample:\n  crm segment overlap fans supporters weekend-audience --html overlap.html')
    .action((ids: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-overlap',
        work: async (context, { format, html }) => {
          const { segmentOverlap } = await import('../../../app/segment-overlap.ts');
          const overlap = await segmentOverlap(context, ids);
          const { sets, pairs, everyone } = overlap;
          if (html !== undefined) {
            const { writePage } = await import('../../../app/write-page.ts');
            const { overlapHtml } = await import('../../views/segments/overlap-html.ts');
            writePage(html, overlapHtml(overlap, context.asOf));
          }
          return {
            json: { sets, pairs, everyone },
            text: async () => {
              if (format === 'markdown') {
                const { overlapMarkdown } = await import('../../views/segments/segments-markdown.ts');
                return overlapMarkdown(overlap);
              }
              const { overlapText } = await import('../../views/segments/overlap-text.ts');
              const written = html === undefined ? '' : `\n\nWritten: ${html}`;
              return `${overlapText(overlap, { color: io.color, width: io.width })}${written}`;
            },
          };
        },
      }),
    );
}
