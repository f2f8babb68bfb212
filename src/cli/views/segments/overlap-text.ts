import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Overlap } from '../../../model/overlap.ts';
import { clean } from '../clean.ts';
import { number, percent, plural } from '../number.ts';
import { barRoom, textBar } from '../report/text/text-bar.ts';
import { shorten } from '../shorten.ts';
import { table } from '../table.ts';
import { wrapSentence } from '../wrap-sentence.ts';
import { setWords } from './set-words.ts';

interface Screen {
  readonly color: boolean;
  readonly width: number;
}

const mostSets = 15;
const mostPairs = 20;

/** Who is in which segments together: the sets, largest first, and the pairs. */
export function overlapText(overlap: Overlap, { color, width }: Screen): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { segments, everyone } = overlap;
  const inNumbers = overlap.sets.slice(0, mostSets).some(({ in: ids }) => stringWidth(setWords(ids)) > longest(width));
  const legend = inNumbers && !fits(overlap, width);
  const parts = [
    chalk.bold(`${plural(segments.length, 'segment')}, ${plural(everyone, 'person', 'people')}`),
    ...(legend ? [`The segments\n${numbered(overlap, width)}`] : []),
    `People by the segments that they are in\n${setLines(overlap, { chalk, width, inNumbers })}`,
  ];
  if (segments.length > 1) parts.push(pairsPart(overlap, { chalk, width }));
  return parts.join('\n\n');
}

/** Words that are longer leave no room for the bars. */
const longest = (width: number): number => Math.max(40, width / 2);

/** The number of each segment, by which the sets name it. */
const numbered = ({ segments }: Overlap, width: number): string =>
  wrapSentence('  ', segments.map(({ id }, i) => `\`${i + 1} ${id}\``).join(', '), { width }).join('\n');

/** Numbers of segments, three and more neighbours as a range. */
function inRanges(numbers: readonly number[]): string {
  const ranges: number[][] = [];
  for (const one of numbers) {
    const last = ranges.at(-1);
    if (last?.at(-1) === one - 1) last.push(one);
    else ranges.push([one]);
  }
  return ranges.map((range) => (range.length < 3 ? range.join(' + ') : `${range[0]}–${range.at(-1)}`)).join(' + ');
}

type Drawn = { readonly chalk: ChalkInstance; readonly width: number };

function setLines(
  { segments, sets, everyone }: Overlap,
  { chalk, width, inNumbers }: Drawn & { inNumbers: boolean },
): string {
  const places = new Map(segments.map(({ id }, i) => [id, i + 1]));
  const wordsOf = (ids: readonly string[]): string => {
    if (!inNumbers || ids.length === 0) return setWords(ids);
    const numbers = inRanges(ids.map((id) => places.get(id) ?? 0));
    return ids.length === 1 ? `${numbers} ${ids[0]}` : numbers;
  };
  const shown = sets.slice(0, mostSets);
  const rest = sets.slice(mostSets);
  const digits = Math.max(1, ...sets.map(({ count }) => number(count).length));
  const room = barRoom(width, digits + 40);
  const top = sets[0]?.count ?? 0;
  const lines = shown.map(({ in: ids, count }) => {
    const bar = room > 0 ? `${textBar(top === 0 ? 0 : count / top, room).padEnd(room)}  ` : '';
    const share = percent(everyone === 0 ? 0 : count / everyone).padStart(6);
    const head = `  ${number(count).padStart(digits)}  ${share}  `;
    const words = shorten(wordsOf(ids), Math.max(20, width - head.length - stringWidth(bar)));
    return `${head}${chalk.cyan(bar)}${ids.length === 0 ? chalk.dim(words) : words}`;
  });
  if (rest.length > 0) {
    const people = rest.reduce((sum, { count }) => sum + count, 0);
    lines.push(`  ${number(people).padStart(digits)}  in ${plural(rest.length, 'smaller set')}`);
  }
  return sets.length === 0 ? '  The store has no people.' : lines.join('\n');
}

/** A matrix where it fits the terminal, else the pairs with the most in common. */
function pairsPart(overlap: Overlap, { chalk, width }: Drawn): string {
  const title = 'Pairs: their share of the people in either (Jaccard)';
  return `${title}\n${fits(overlap, width) ? matrix(overlap, { chalk, ...labels(overlap) }) : pairList(overlap)}`;
}

function labels({ segments }: Overlap): { names: string[]; label: number } {
  const names = segments.map(({ id }, i) => `${i + 1} ${clean(id)}`);
  return { names, label: Math.max(...names.map((name) => stringWidth(name))) };
}

function fits(overlap: Overlap, width: number): boolean {
  const { names, label } = labels(overlap);
  return names.length > 1 && label + 4 + names.length * 5 <= width;
}

function matrix(
  { segments, pairs }: Overlap,
  { chalk, names, label }: { chalk: ChalkInstance; names: readonly string[]; label: number },
): string {
  const share = new Map(pairs.map(({ a, b, jaccard }) => [`${a} ${b}`, jaccard]));
  const head = `  ${' '.repeat(label)}${segments
    .slice(0, -1)
    .map((_, i) => String(i + 1).padStart(5))
    .join('')}`;
  const rows = segments.map(({ id }, i) => {
    const cells = segments.slice(0, i).map((other) => heat(chalk, share.get(`${other.id} ${id}`) ?? 0));
    const name = names[i] ?? '';
    return `  ${name}${' '.repeat(label - stringWidth(name))}${cells.join('')}`;
  });
  return [chalk.dim(head), ...rows].join('\n');
}

/** A share as a cell: the more in common, the louder. */
function heat(chalk: ChalkInstance, share: number): string {
  const text = share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`;
  const cell = (share === 0 ? '-' : text).padStart(5);
  if (share < 0.01) return chalk.dim(cell);
  if (share < 0.25) return cell;
  return share < 0.5 ? chalk.yellow(cell) : chalk.red.bold(cell);
}

function pairList({ pairs }: Overlap): string {
  const top = [...pairs].sort((x, y) => y.jaccard - x.jaccard).filter(({ count }) => count > 0);
  if (top.length === 0) return '  No two of them share anybody.';
  const rows = top.slice(0, mostPairs).map(({ a, b, count, jaccard }) => [a, b, number(count), percent(jaccard)]);
  const more = top.length > mostPairs ? `\n  .. and ${number(top.length - mostPairs)} more pairs` : '';
  const right = 'right' as const;
  const columns = [
    { title: 'a' },
    { title: 'b' },
    { title: 'in both', align: right },
    { title: 'share', align: right },
  ];
  return `${table(columns, rows, '  ')}${more}`;
}
