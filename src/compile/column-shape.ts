import { sameName } from '../base/same-name.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { Context } from './context.ts';

/** What the database says of a column; undefined when that is not known. */
export function columnShape({ tables }: Context, table: string, column: string): StoreColumnShape | undefined {
  const columns = tables.get(table) ?? [...tables].find(([title]) => sameName(title, table))?.[1] ?? [];
  return columns.find((one) => sameName(one.name, column));
}
