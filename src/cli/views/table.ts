import stringWidth from 'string-width';
import { clean } from './clean.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows in columns that align on a terminal, where Korean letters are two columns wide. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], indent = ''): string {
  const cells = rows.map((row) => row.map(clean));
  const widths = columns.map(({ title }, i) =>
    Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[i] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    (indent + columns.map(({ align }, i) => pad(row[i] ?? '', widths[i] ?? 0, align)).join('  ')).trimEnd();
  return [line(columns.map(({ title }) => title)), ...cells.map(line)].join('\n');
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? space + text : text + space;
}
