import type { Context } from './context.ts';
import { name, sql } from './fragment.ts';
import { tableName } from './table-name.ts';
import type { Written } from './written.ts';

/** No more zones exist, in any spelling; a column with more texts holds something else. */
const most = 1000;

/** The different texts in the column of time zones. */
export function zonesQuery(context: Context): Written<string> | undefined {
  const { table, timezone } = context.mapping.people;
  if (timezone === undefined) return undefined;
  const zone = name('p', timezone);
  return {
    ...sql`select distinct ${zone} as zone from ${tableName(context, table)} p where ${zone} is not null limit ${{ sql: String(most), bindings: [] }}`,
    read: (row) => String(row.zone),
  };
}
