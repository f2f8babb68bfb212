import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import { wrapSentence } from './wrap-sentence.ts';

const indent = '      ';

/** What changes, with its notes behind it, or below it where the terminal is narrow. */
export function headLines(
  head: string,
  notes: readonly string[],
  { chalk, width }: { chalk: ChalkInstance; width: number },
): string[] {
  const shown = notes.filter((note) => note !== '');
  const line = `${head}  ${shown.join('  ')}`;
  if (stringWidth(line) <= width) return [`${head}  ${chalk.dim(shown.join('  '))}`];
  // What fits stays behind it; painted line by line, since colours do not go on in the next one.
  const [first = '', ...rest] = shown;
  const beside = stringWidth(`${head}  ${first}`) <= width;
  const below = (beside ? rest : shown).flatMap((note) => wrapSentence(indent, note, { width }));
  return [beside ? `${head}  ${chalk.dim(first)}` : head, ...below.map((one) => chalk.dim(one))];
}
