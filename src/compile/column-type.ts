import { sameName } from '../base/same-name.ts';
import type { Context } from './context.ts';

/** As the database declares it, in small letters; undefined when that is not known. */
export function columnType({ tables }: Context, table: string, column: string): string | undefined {
  const columns = tables.get(table) ?? [...tables].find(([title]) => sameName(title, table))?.[1] ?? [];
  return columns.find((one) => sameName(one.name, column))?.type;
}
