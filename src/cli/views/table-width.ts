import stringWidth from 'string-width';
import { clean } from './clean.ts';
import type { Column } from './table.ts';

/** Columns of the terminal that a table takes. */
export const tableWidth = (columns: readonly Column[], rows: readonly (readonly string[])[]): number =>
  columns
    .map(({ title }, i) => Math.max(stringWidth(title), ...rows.map((row) => stringWidth(clean(row[i] ?? '')))))
    .reduce((sum, width) => sum + width, 2 * Math.max(0, columns.length - 1));
