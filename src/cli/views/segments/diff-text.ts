import { Chalk, type ChalkInstance } from 'chalk';
import type { DiffedSegment, SegmentDiff } from '../../../model/segment-diff.ts';
import { number, plural } from '../number.ts';
import { markdownTable, markdownText } from '../report/markdown-text.ts';
import { table } from '../table.ts';

const signs = { added: '+', changed: '~', removed: '-' } as const;

/** Segments that find other people than those of the commit. */
export function diffText(diff: SegmentDiff, { color }: { readonly color: boolean }): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { ref, commit, segments, unchanged } = diff;
  const head = chalk.bold(`The files against ${ref} (${commit}), on the people of now`);
  const same = chalk.dim(`${plural(unchanged, 'segment')} as ${unchanged === 1 ? 'it was' : 'they were'}.`);
  if (segments.length === 0) return `${head}\n\nNo segment is another one. ${same}`;
  const right = 'right' as const;
  const columns = [
    { title: '' },
    { title: 'segment' },
    { title: 'before', align: right },
    { title: 'after', align: right },
    { title: 'enter', align: right },
    { title: 'leave', align: right },
    { title: 'stay', align: right },
    { title: 'title' },
  ];
  const lines = table(columns, segments.map(row)).split('\n');
  const painted = lines.map((line, i) => (i === 0 ? line : paint(chalk, segments[i - 1], line)));
  return `${head}\n\n${painted.join('\n')}\n\n${same}`;
}

const row = ({ id, title, change, same_text, before, after, enter, leave, stay }: DiffedSegment): string[] => [
  signs[change],
  id,
  change === 'added' ? '-' : number(before),
  change === 'removed' ? '-' : number(after),
  enter === 0 ? '-' : `+${number(enter)}`,
  leave === 0 ? '-' : `-${number(leave)}`,
  number(stay),
  same_text ? `${title} (by crm.yaml or tags)` : title,
];

function paint(chalk: ChalkInstance, segment: DiffedSegment | undefined, line: string): string {
  if (segment?.change === 'added') return chalk.green(line);
  return segment?.change === 'removed' ? chalk.red(line) : chalk.yellow(line);
}

/** The same for a comment on a pull request. */
export function diffMarkdown({ ref, commit, segments, unchanged }: SegmentDiff): string {
  const head = `**Segments against \`${ref}\`** (${commit}), on the people of now; ${plural(unchanged, 'segment')} unchanged.`;
  if (segments.length === 0) return `${head}\n\nNo segment is another one.`;
  const rows = segments.map((one) => {
    const [sign = '', id = '', ...cells] = row(one);
    const title = cells.pop() ?? '';
    return [sign, `\`${id}\``, ...cells, markdownText(title)];
  });
  return `${head}\n\n${markdownTable(['', 'segment', 'before', 'after', 'enter', 'leave', 'stay', 'title'], rows, [2, 3, 4, 5, 6])}`;
}
