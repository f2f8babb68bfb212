import type { Cell } from '../model/store-table.ts';
import { isNullWord, readBoolean, readYearLast } from './classify.ts';
import { readConsent } from './consent-words.ts';
import { readGrouped } from './grouped-number.ts';
import { toInstant } from './local-time.ts';
import { readDigits, readMoment } from './moment.ts';
import type { InferredColumn } from './types.ts';

/** The value of a cell in a column of that type; undefined when it does not fit, which the first reading ruled out. */
export function convertCell(written: string, column: InferredColumn): Cell | undefined {
  if (written === '') return null;
  if (column.type === 'text' && !column.key && column.reading !== 'address') return written;
  const cell = written.trim();
  if (cell === '' || (column.nullWords && isNullWord(cell))) return null;
  // What is not clearly yes is no: nobody may get advertising because of a typing error.
  if (column.reading === 'consent') return readConsent(cell) ?? 0;
  switch (column.type) {
    case 'integer':
    case 'number':
      return toNumber(cell);
    case 'boolean':
      return readBoolean(cell);
    case 'instant':
      return toTime(cell, column)?.toISOString();
    case 'date':
      return toTime(cell, column)?.toISOString().slice(0, 10);
    default:
      return cell;
  }
}

function toNumber(cell: string): number | undefined {
  const value = Number(cell);
  if (!Number.isFinite(value)) return readGrouped(cell)?.value;
  return value === 0 ? 0 : value;
}

function toTime(cell: string, { type, dayOrder, zone }: InferredColumn): Date | undefined {
  const moment = dayOrder === undefined ? readMoment(cell) : undefined;
  if (moment?.kind === 'instant') return new Date(moment.at);
  const local = moment?.at ?? (dayOrder === undefined ? readDigits(cell) : readYearLast(cell, dayOrder));
  if (local === undefined) return undefined;
  return new Date(type === 'instant' ? toInstant(local, zone) : local);
}
