import { Chalk, type ChalkInstance } from 'chalk';
import type { ConditionWords } from '../../../model/condition-words.ts';
import type { Explained } from '../../../model/explained.ts';
import { clean } from '../clean.ts';
import { number, plural } from '../number.ts';
import { markdownText } from '../report/markdown-text.ts';
import { shorten } from '../shorten.ts';
import { wrapSentence } from '../wrap-sentence.ts';

interface Screen {
  readonly color: boolean;
  readonly width: number;
  /** With the query and the database's way through it. */
  readonly sql: boolean;
}

/** What a segment asks, with how many people each of its conditions finds, and what would make it quicker. */
export function explainText(explained: Explained, { color, width, sql }: Screen): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { id, title, count, advice } = explained;
  return [
    `${chalk.bold(`${id} · ${clean(title)}`)}\n${plural(count, 'person', 'people')}`,
    tree(explained, { chalk, width }).join('\n'),
    ...(sql ? [queryPart(explained, chalk)] : []),
    ...advice.map(({ statement, why }) =>
      [chalk.yellow('A missing index'), `  ${statement}`, ...wrapSentence('  ', why, { width })].join('\n'),
    ),
    ...(sql ? [] : [chalk.dim(`The query, and how the database goes about it: crm segment explain ${id} --sql`)]),
  ].join('\n\n');
}

/** A line for each condition, with its people on the left; members of a group are indented. */
function tree(
  { words, leaves }: Pick<Explained, 'words' | 'leaves'>,
  { chalk, width }: { chalk: ChalkInstance; width: number },
): string[] {
  const digits = Math.max(...leaves.map(({ count }) => number(count).length), 1);
  let next = 0;
  const lines = (one: ConditionWords, depth: number): string[] => {
    const indent = '  '.repeat(depth);
    if (one.kind === 'group') {
      const head = `${' '.repeat(digits + 2)}${indent}${chalk.cyan(`${one.words}:`)}`;
      return [head, ...one.members.flatMap((member) => lines(member, depth + 1))];
    }
    const count = number(leaves[next]?.count ?? 0).padStart(digits);
    next += 1;
    return wrapSentence(`${count}  ${indent}`, one.words, { width: Math.max(width, digits + indent.length + 30) });
  };
  return lines(words, 0);
}

function queryPart({ sql, query, plan, asksLedger }: Explained, chalk: ChalkInstance): string {
  const slices = asksLedger
    ? ['It is asked for a slice of the people at a time, with what the ledger says of them.']
    : [];
  return [
    chalk.cyan('Query'),
    ...slices,
    ...sql.split('\n').map((line) => `  ${clean(line)}`),
    ...(query.bindings.length > 0 ? [chalk.dim(`bindings: ${bindings(query.bindings)}`)] : []),
    '',
    chalk.cyan('How the database goes about it'),
    ...plan.map((line) => `  ${clean(line)}`),
  ].join('\n');
}

const bindings = (values: Explained['query']['bindings']): string =>
  values.map((value) => shorten(JSON.stringify(typeof value === 'bigint' ? String(value) : value), 60)).join(', ');

export function explainMarkdown(
  { id, title, count, sentence, words, leaves, sql, advice }: Explained,
  withSql: boolean,
): string {
  return [
    `**${id}** · ${markdownText(title)}: ${plural(count, 'person', 'people')}`,
    markdownText(sentence),
    list({ words, leaves }).join('\n'),
    ...(withSql ? [`\`\`\`sql\n${sql}\n\`\`\``] : []),
    ...advice.map(({ statement, why }) => `A missing index: \`${statement}\`\n${markdownText(why)}`),
  ].join('\n\n');
}

/** A list within a list for each group; behind each condition, how many people it finds by itself. */
function list({ words, leaves }: Pick<Explained, 'words' | 'leaves'>): string[] {
  let next = 0;
  const lines = (one: ConditionWords, depth: number): string[] => {
    const begin = `${'  '.repeat(depth)}- `;
    if (one.kind === 'group')
      return [`${begin}${one.words}:`, ...one.members.flatMap((member) => lines(member, depth + 1))];
    const count = leaves[next]?.count ?? 0;
    next += 1;
    return [`${begin}${markdownText(one.words)}: **${number(count)}**`];
  };
  return lines(words, 0);
}
