import type { InstantValue, Reading, Unreadable } from '../model/program.ts';
import type { Context } from './context.ts';
import { name, sql } from './fragment.ts';
import { personValue } from './person-value.ts';

/** Values that should be instants and are not: how many, and one of them. NULL and blank text are missing, not wrong. */
export function unreadableQuery(context: Context, asked: InstantValue): Reading<Unreadable> {
  const { dialect, zone, mapping } = context;
  const table = 'attribute' in asked ? mapping.people.table : asked.table;
  const value = 'attribute' in asked ? personValue(context, asked.attribute) : name('p', asked.column);
  return {
    ...sql`select count(*) as n, min(cast(${value} as text)) as example from ${name(table)} p where ${value} is not null and trim(${value}) <> '' and ${dialect.instant(value, zone)} is null`,
    read: ({ n, example }) => ({ count: Number(n), example: String(example ?? '') }),
  };
}
