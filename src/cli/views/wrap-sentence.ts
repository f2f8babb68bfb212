import stringWidth from 'string-width';
import { clean } from './clean.ts';
import { wrapText } from './report/wrap-text.ts';

const joined = '\u00a0';

interface Room {
  /** Of the terminal. */
  readonly width: number;
  /** Where the other lines begin; below the first word unless told. */
  readonly margin?: number;
}

/** A sentence behind its label, broken at words. What stands in backquotes is a command and stays in one piece, and so does a number with its %. */
export function wrapSentence(label: string, text: string, { width, margin = stringWidth(label) }: Room): string[] {
  const whole = clean(text)
    .replace(/`([^`]+)`/g, (_, command: string) => command.replaceAll(' ', joined))
    .replace(/(\d) (%p?)/g, `$1${joined}$2`);
  // The label, whose last column is blank, takes its place as a word.
  const begin = label === '' ? '' : `${'x'.repeat(stringWidth(label) - 1)} `;
  const [first = '', ...rest] = wrapText(`${begin}${whole}`, width, ' '.repeat(margin));
  return [`${label}${first.slice(begin.length)}`.trimEnd(), ...rest].map((line) => line.replaceAll(joined, ' '));
}
