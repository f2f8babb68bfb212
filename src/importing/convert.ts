import type { Cell } from '../model/store-table.ts';
import { isNullWord, readBoolean, readMoment, readYearLast } from './classify.ts';
import type { InferredColumn } from './types.ts';

/** The value of a cell in a column of that type; undefined when it does not fit, which the first reading ruled out. */
export function convertCell(written: string, column: InferredColumn): Cell | undefined {
  if (written === '') return null;
  if (column.type === 'text' && !column.key) return written;
  const cell = written.trim();
  if (cell === '' || (column.nullWords && isNullWord(cell))) return null;
  switch (column.type) {
    case 'integer':
    case 'number':
      return toNumber(cell);
    case 'boolean':
      return readBoolean(cell);
    case 'instant': {
      const at = toMilliseconds(cell, column);
      return at === undefined ? undefined : new Date(at).toISOString();
    }
    case 'date': {
      const at = toMilliseconds(cell, column);
      return at === undefined ? undefined : new Date(at).toISOString().slice(0, 10);
    }
    default:
      return cell;
  }
}

function toNumber(cell: string): number | undefined {
  const value = Number(cell);
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value;
}

const toMilliseconds = (cell: string, { dayOrder }: InferredColumn): number | undefined =>
  dayOrder === undefined ? readMoment(cell)?.at : readYearLast(cell, dayOrder);
