import stringWidth from 'string-width';
import { clean } from './clean.ts';

/** One line of at most so many columns. */
export function shorten(text: string, columns: number): string {
  const line = clean(text);
  if (stringWidth(line) <= columns) return line;
  let short = '';
  let used = 0;
  for (const letter of line) {
    used += stringWidth(letter);
    if (used > columns - 1) break;
    short += letter;
  }
  return `${short}…`;
}
