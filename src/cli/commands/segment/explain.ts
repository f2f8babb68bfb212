import type { Command } from 'commander';
import { formatOption } from '../../format-option.ts';
import type { Io } from '../../io.ts';
import { runCommand } from '../../run-command.ts';

interface Flags {
  readonly format: string;
  readonly sql?: boolean;
}

export function registerExplain(segment: Command, io: Io): void {
  segment
    .command('explain')
    .argument('<segment>', 'the segment')
    .description('what it asks in plain words, how many people each condition finds, and which index is missing')
    .option('--sql', 'with the query and how the database goes about it')
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText('after', '\nExample:\n  crm segment explain dormant --sql')
    .action((id: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-explain',
        work: async (context, { format, sql: withSql = false }) => {
          const { explainSegment } = await import('../../../app/explain-segment.ts');
          const explained = await explainSegment(context, id);
          const { id: segment, count, sentence, sql, query, plan, advice, leaves } = explained;
          const bindings = query.bindings.map((value) => (typeof value === 'bigint' ? String(value) : value));
          return {
            json: { segment, count, sentence, leaves, sql, bindings, plan, advice },
            text: async () => {
              const { explainMarkdown, explainText } = await import('../../views/segments/explain-text.ts');
              return format === 'markdown'
                ? explainMarkdown(explained, withSql)
                : explainText(explained, { color: io.color, width: io.width, sql: withSql });
            },
          };
        },
      }),
    );
}
