import type { InstantValue, Unreadable } from '../model/program.ts';
import { columnValue } from './column-value.ts';
import type { Context } from './context.ts';
import { sql } from './fragment.ts';
import { personValue } from './person-value.ts';
import { tableName } from './table-name.ts';
import type { Written } from './written.ts';

/** Values that should be instants and are not: how many, and one of them. NULL and blank text are missing, not wrong. */
export function unreadableQuery(context: Context, asked: InstantValue): Written<Unreadable> {
  const { dialect, zone, mapping } = context;
  const table = 'attribute' in asked ? mapping.people.table : asked.table;
  const value =
    'attribute' in asked
      ? personValue(context, asked.attribute)
      : columnValue(context, { alias: 'p', table, column: asked.column });
  const shown = dialect.shown(value);
  return {
    ...sql`select count(*) as n, min(${shown}) as example from ${tableName(context, table)} p where ${dialect.present(value)} and trim(${shown}) <> '' and ${dialect.instant(value, zone)} is null`,
    read: ({ n, example }) => ({ count: Number(n), example: String(example ?? '') }),
  };
}
