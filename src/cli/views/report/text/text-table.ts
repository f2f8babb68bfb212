import stringWidth from 'string-width';
import { wrapText } from '../wrap-text.ts';

export type Align = 'left' | 'right';

export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: readonly Align[];
}

const gap = '  ';

/**
 * Columns aligned by the width that a terminal gives them; where they do not fit, one block of `name: value` lines a row.
 * A row of a single cell is a heading across all columns.
 */
export function textTable({ head, rows, align }: TextTable, width: number): string[] {
  const widths = head.map((title, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => (row.length > 1 ? stringWidth(row[column] ?? '') : 0))),
  );
  const total = widths.reduce((sum, one) => sum + one, 0) + gap.length * widths.length;
  if (total > width) return rows.flatMap((row) => record(head, row, width));
  const heading = (text: string): string[] => wrapText(`${gap}${text}`, width, gap);
  const line = (cells: readonly string[]): string =>
    `${gap}${cells.map((cell, column) => pad(cell, widths[column] ?? 0, align[column] ?? 'left')).join(gap)}`.trimEnd();
  return [
    ...(head.some((title) => title !== '') ? [line(head)] : []),
    ...rows.flatMap((row) => (row.length > 1 ? line(row) : heading(row[0] ?? ''))),
  ];
}

/** The first cell as a title, the others named below it; without names, simply one after the other. */
function record(head: readonly string[], row: readonly string[], width: number): string[] {
  if (head.every((title) => title === ''))
    return wrapText(`${gap}${row.filter((cell) => cell !== '').join(gap)}`, width, `${gap}${gap}`);
  const lines = row.slice(1).flatMap((cell, i) => {
    const title = head[i + 1] ?? '';
    return cell === '' ? [] : wrapText(`    ${title === '' ? '' : `${title}: `}${cell}`, width, '      ');
  });
  return [...wrapText(`  ${row[0] ?? ''}`, width, '  '), ...lines];
}

export function pad(text: string, width: number, align: Align): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? space + text : text + space;
}
