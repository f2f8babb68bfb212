import { byName } from '../base/by-name.ts';
import { sameName } from '../base/same-name.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { Context } from './context.ts';

/** What the database says of a column; undefined when that is not known. */
export function columnShape({ tables }: Context, table: string, column: string): StoreColumnShape | undefined {
  return byName(tables, table)?.find((one) => sameName(one.name, column));
}
