import type { ChalkInstance } from 'chalk';
import { clean } from './clean.ts';
import { copyDiff } from './copy-diff.ts';
import { wrapSentence } from './wrap-sentence.ts';

/** So many words of what stayed are shown on each side of a change. */
const around = 4;

/** What changed in a sentence, word by word, as git marks it: `Come [-back-] {+home+} today`. */
export function copyDiffText(
  before: string,
  after: string,
  { chalk, width }: { readonly chalk: ChalkInstance; readonly width: number },
): string[] {
  const parts = copyDiff(clean(before), clean(after));
  const marked = parts.map(({ kind, text }, i) => {
    if (kind === 'gone') return `[-${text}-]`;
    if (kind === 'new') return `{+${text}+}`;
    return context(text.split(' '), { first: i === 0, last: i === parts.length - 1 });
  });
  let paint = plain;
  // A change may go on in the next line.
  return wrapSentence('        ~ ', marked.join(' '), { width }).map((line) => {
    const [, margin = '', text = ''] = /^(\s*)(.*)$/.exec(line) ?? [];
    const pieces = text.split(/(?=\[-|\{\+)|(?<=-\]|\+\})/).map((piece) => {
      if (piece.startsWith('[-')) paint = chalk.red;
      if (piece.startsWith('{+')) paint = chalk.green;
      const painted = paint(piece);
      if (/(-\]|\+\})$/.test(piece)) paint = plain;
      return painted;
    });
    return `${margin}${pieces.join('')}`;
  });
}

const plain = (text: string): string => text;

function context(words: readonly string[], { first, last }: { first: boolean; last: boolean }): string {
  if (first && last) return words.join(' ');
  const [before, after] = [first ? 0 : around, last ? 0 : around];
  if (words.length <= before + after) return words.join(' ');
  return [...words.slice(0, before), '…', ...words.slice(words.length - after)].join(' ');
}
