import type { Command } from 'commander';
import type { SegmentLine } from '../../app/segments.ts';
import { CrmError } from '../../base/crm-error.ts';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';
import { wholeNumber } from '../whole-number.ts';
import { registerCoverage } from './segment/coverage.ts';
import { registerDiff } from './segment/diff.ts';
import { registerExplain } from './segment/explain.ts';
import { registerExport } from './segment/export.ts';
import { registerOverlap } from './segment/overlap.ts';

interface Flags {
  readonly format: string;
  readonly counts?: boolean;
  readonly limit: number;
  readonly reveal?: boolean;
}

export function registerSegment(program: Command, io: Io): void {
  const segment = program.command('segment').description('look at segments and the people in them');
  segment
    .command('list')
    .description('all segments')
    .option('--counts', 'with head counts from the store')
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText('after', '\nExample:\n  crm segment list --counts')
    .action((_flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-list',
        work: async (context, { format, counts = false }) => {
          const { listSegments } = await import('../../app/segments.ts');
          const { segmentsText } = await import('../views/segments/segments-text.ts');
          const segments = await listSegments(context, { counts });
          return {
            json: { segments },
            text: async () => (format === 'markdown' ? markdown(segments) : segmentsText(segments)),
          };
        },
      }),
    );
  segment
    .command('count')
    .argument('[segment...]', 'segments (default: all)')
    .description('how many people are in segments, and how many of them each medium can reach')
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText('after', '\nExample:\n  crm segment count new active --as-of 2026-11-01T00:00:00Z')
    .action((ids: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-count',
        work: async (context, { format }) => {
          const { countSegments } = await import('../../app/segments.ts');
          const { segmentsText } = await import('../views/segments/segments-text.ts');
          const { segments, diagnostics } = await countSegments(context, ids);
          return {
            diagnostics,
            json: { segments: segments.map(({ id, count, reachable }) => ({ id, count, reachable })) },
            text: async () => (format === 'markdown' ? markdown(segments) : segmentsText(segments)),
          };
        },
      }),
    );
  segment
    .command('sample')
    .argument('<segment>', 'the segment')
    .description('some people of a segment; what tells who they are is masked')
    .option('--limit <n>', 'how many', wholeNumber(1, 1000), 5)
    .option('--reveal', 'show the values; only on a terminal, never in CI')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm segment sample dormant --limit 10')
    .action((id: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'segment-sample',
        work: async (context, { limit, reveal = false }) => {
          if (reveal && (!io.interactive || io.ci)) throw noReveal();
          const { sampleSegment } = await import('../../app/segments.ts');
          const { sampleText } = await import('../views/segments/segments-text.ts');
          const sample = await sampleSegment(context, { id, limit, reveal });
          return { json: { segment: sample.segment, people: sample.people }, text: () => sampleText(sample, io.width) };
        },
      }),
    );
  registerOverlap(segment, io);
  registerCoverage(segment, io);
  registerDiff(segment, io);
  registerExport(segment, io);
  registerExplain(segment, io);
}

async function markdown(segments: readonly SegmentLine[]): Promise<string> {
  const { segmentsMarkdown } = await import('../views/segments/segments-markdown.ts');
  return segmentsMarkdown(segments);
}

const noReveal = (): CrmError =>
  new CrmError('usage', {
    code: 'USAGE.NO_REVEAL',
    severity: 'error',
    summary: '--reveal works only on a terminal, and never in CI',
    why: 'Logs and pipes keep what they are given.',
    next: ['Leave it out, or run the command at a terminal.'],
  });
