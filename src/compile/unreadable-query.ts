import type { Reading, Unreadable } from '../model/program.ts';
import type { Context } from './context.ts';
import { name, sql } from './fragment.ts';

/** Values of a column that should be instants and are not: how many, and one of them. NULL and blank text are missing, not wrong. */
export function unreadableQuery(
  { dialect, zone }: Context,
  { table, column }: { readonly table: string; readonly column: string },
): Reading<Unreadable> {
  const value = name(column);
  return {
    ...sql`select count(*) as n, min(cast(${value} as text)) as example from ${name(table)} where ${value} is not null and trim(${value}) <> '' and ${dialect.instant(value, zone)} is null`,
    read: ({ n, example }) => ({ count: Number(n), example: String(example ?? '') }),
  };
}
