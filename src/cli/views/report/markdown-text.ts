import { cleanText } from './clean-text.ts';

/** A user's text as it is: nothing in it is read as markdown or HTML, and no cell of a table ends early. */
export const markdownText = (text: string): string =>
  cleanText(text)
    .replace(/[\\`*_{}[\]#|~!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** A table; cells are markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, column) => (numeric.includes(column) ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}
