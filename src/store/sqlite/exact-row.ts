import type { Row } from '../../model/query.ts';
import { fromInteger } from '../values.ts';

/** A row as the driver gives it, with every integer exact; it becomes what a `Row` holds, in place. */
export function exactRow(row: Record<string, unknown>): Row {
  for (const key in row) {
    const value = row[key];
    if (typeof value === 'bigint') row[key] = fromInteger(value);
  }
  return row;
}
