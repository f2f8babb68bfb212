import { readGrouped } from './grouped-number.ts';
import { readDigits, readMoment, startOfDay } from './moment.ts';
import type { DayOrder } from './types.ts';

/**
 * What a single cell could be. `bit` is 0 or 1; `grouped` is 1,234 or ₩1,234; `local_instant` has no zone; `digits_date`
 * is 20261101, asked for by the column's name; `either_day` is 01/02/2026.
 */
export type Kind =
  | 'bit'
  | 'integer'
  | 'number'
  | 'grouped'
  | 'digits_date'
  | 'boolean'
  | 'instant'
  | 'local_instant'
  | 'date'
  | DayOrder
  | 'same_day'
  | 'either_day'
  | 'null_word'
  | 'text';

const integer = /^-?(?:0|[1-9]\d{0,14})$/;
/** With a decimal point, or with a signed exponent: 1E5 is rather a product code. */
const decimal = /^-?(?:(?:0|[1-9]\d{0,14})?\.\d+(?:e[+-]?\d+)?|(?:0|[1-9]\d{0,14})e[+-]\d+)$/i;
const nullWords: ReadonlySet<string> = new Set(['NULL', 'null', 'NaN', '\\N', 'N/A']);
const yearLast = /^(\d\d?)([-/.])(\d\d?)\2(\d{4})$/;

interface Column {
  /** The name says that the column holds times, so eight digits are a date. */
  readonly timeName: boolean;
  /** 1,5 may be one and a half here, so a comma makes no number. */
  readonly decimalCommas: boolean;
}

/** The kind of a cell that is not blank and has no blanks around it. */
export function classify(cell: string, { timeName, decimalCommas }: Column): Kind {
  if (cell === '0' || cell === '1') return 'bit';
  if (timeName && readDigits(cell) !== undefined) return 'digits_date';
  if (integer.test(cell)) return 'integer';
  if (decimal.test(cell) && Number.isFinite(Number(cell))) return 'number';
  if (readBoolean(cell) !== undefined) return 'boolean';
  if (nullWords.has(cell)) return 'null_word';
  const moment = readMoment(cell);
  if (moment) return moment.kind;
  if (readGrouped(cell)) return decimalCommas && cell.includes(',') ? 'text' : 'grouped';
  return classifyYearLast(cell);
}

export const isNullWord = (cell: string): boolean => nullWords.has(cell);

export function readBoolean(cell: string): 0 | 1 | undefined {
  if (cell.length > 5) return undefined;
  const word = cell.toLowerCase();
  if (word === 'true' || word === 'yes') return 1;
  return word === 'false' || word === 'no' ? 0 : undefined;
}

/** A date that ends with the year, as midnight UTC. */
export function readYearLast(cell: string, order: DayOrder): number | undefined {
  const match = yearLast.exec(cell);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  return order === 'day_first'
    ? startOfDay(Number(match[4]), second, first)
    : startOfDay(Number(match[4]), first, second);
}

function classifyYearLast(cell: string): Kind {
  const dayFirst = readYearLast(cell, 'day_first');
  const monthFirst = readYearLast(cell, 'month_first');
  if (dayFirst === undefined) return monthFirst === undefined ? 'text' : 'month_first';
  if (monthFirst === undefined) return 'day_first';
  return dayFirst === monthFirst ? 'same_day' : 'either_day';
}
