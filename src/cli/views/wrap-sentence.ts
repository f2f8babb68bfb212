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

/** A sentence behind its label, broken at words. What stands in backquotes is a command and stays in one piece. */
export function wrapSentence(label: string, text: string, { width, margin = stringWidth(label) }: Room): string[] {
  const whole = clean(text).replace(/`([^`]+)`/g, (_, command: string) => command.replaceAll(' ', joined));
  // The label takes its place as letters that no line is broken at.
  const begin = 'x'.repeat(stringWidth(label));
  const [first = '', ...rest] = wrapText(`${begin}${whole}`, width, ' '.repeat(margin));
  return [`${label}${first.slice(begin.length)}`, ...rest].map((line) => line.replaceAll(joined, ' '));
}
