import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Coverage, PartitionProof } from '../../../model/overlap.ts';
import { number, percent, plural } from '../number.ts';
import { barRoom, textBar } from '../report/text/text-bar.ts';
import { type Column, table } from '../table.ts';
import { tableWidth } from '../table-width.ts';
import { blindWords } from './blind-words.ts';
import { noneCondition, setCondition, setWords } from './set-words.ts';

interface Screen {
  readonly color: boolean;
  readonly width: number;
}

const mostOverlaps = 5;

/** Whom the live campaigns reach, whom nobody does and why, the partitions, and each stage's share of each segment. */
export function coverageText(coverage: Coverage, { color, width }: Screen): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { everyone, live_campaigns: live } = coverage;
  return [
    chalk.bold(`${plural(everyone, 'person', 'people')}, ${plural(live, 'live campaign')}`),
    reachPart(coverage, { chalk, width }),
    ...coverage.partitions.map((partition) => partitionPart(partition, chalk)),
    matrixPart(coverage, { chalk, width }),
  ].join('\n\n');
}

type Drawn = { readonly chalk: ChalkInstance; readonly width: number };

function reachPart({ reached, blind_spots, everyone }: Coverage, { chalk, width }: Drawn): string {
  const rows: [number, string, ChalkInstance][] = [
    [reached, 'reached by a live campaign', chalk.green],
    ...blind_spots.map(({ reason, people }): [number, string, ChalkInstance] => [
      people,
      blindWords[reason],
      people > 0 ? chalk.yellow : chalk.dim,
    ]),
  ];
  const digits = Math.max(...rows.map(([people]) => number(people).length));
  const room = barRoom(width, digits + 48);
  const lines = rows.map(([people, words, paint]) => {
    const share = everyone === 0 ? 0 : people / everyone;
    const bar = room > 0 ? `${textBar(share, room).padEnd(room)}  ` : '';
    return `  ${number(people).padStart(digits)}  ${percent(share).padStart(6)}  ${paint(bar + words)}`;
  });
  return ['Whom the live campaigns reach', ...lines].join('\n');
}

function partitionPart({ name, segments, overlaps, missing }: PartitionProof, chalk: ChalkInstance): string {
  const good = (text: string): string => `  ${chalk.green('✓')} ${text}`;
  const bad = (text: string): string => `  ${chalk.red('✗')} ${text}`;
  const twice = overlaps.reduce((sum, { count }) => sum + count, 0);
  const inSeveral = overlaps
    .slice(0, mostOverlaps)
    .flatMap(({ in: ids, count }) => [
      `      ${number(count)} in ${setWords(ids)}`,
      chalk.dim(`        ${setCondition(ids)}`),
    ]);
  const more = overlaps.length > mostOverlaps ? [`      .. and ${overlaps.length - mostOverlaps} more sets`] : [];
  return [
    `Partition ${name}: ${segments.join(', ')}`,
    ...(twice === 0
      ? [good('nobody is in two of them')]
      : [bad(`${plural(twice, 'person is', 'people are')} in several`), ...inSeveral, ...more]),
    ...(missing === 0
      ? [good('everybody is in one of them')]
      : [
          bad(`${plural(missing, 'person is', 'people are')} in none`),
          chalk.dim(`        ${noneCondition(segments)}`),
        ]),
  ].join('\n');
}

function matrixPart({ segments, matrix }: Coverage, { chalk, width }: Drawn): string {
  const stages = [...new Set(matrix.map(({ stage }) => stage))];
  const cell = new Map(matrix.map((one) => [`${one.stage} ${one.segment}`, one]));
  const right = 'right' as const;
  const columns: Column[] = [
    { title: 'segment' },
    { title: 'people', align: right },
    ...stages.map((stage) => ({ title: stage, align: right })),
  ];
  const rows = segments.map(({ id, count }) => [
    id,
    number(count),
    ...stages.map((stage) => {
      const { people = 0, campaigns = 0 } = cell.get(`${stage} ${id}`) ?? {};
      return people === 0 ? '-' : `${number(people)} (${campaigns})`;
    }),
  ]);
  const title = 'People of each segment in the audience of each stage’s campaigns (how many campaigns)';
  if (tableWidth(columns, rows) + 2 <= width) return `${title}\n${table(columns, rows, '  ')}`;
  // On a narrow terminal a line for each pair that there is.
  const pairs = matrix.filter(({ people }) => people > 0);
  const lines = pairs.map(({ stage, segment, people, campaigns }) => [
    segment,
    stage,
    number(people),
    String(campaigns),
  ]);
  const narrow = [
    { title: 'segment' },
    { title: 'stage' },
    { title: 'people', align: right },
    { title: 'campaigns', align: right },
  ];
  const nobody = segments.filter(({ id }) => pairs.every(({ segment }) => segment !== id)).map(({ id }) => id);
  const rest = nobody.length > 0 ? `\n${chalk.dim(`  in no campaign: ${nobody.join(', ')}`)}` : '';
  return `${title}\n${table(narrow, lines, '  ')}${stringWidth(rest) > 0 ? rest : ''}`;
}
