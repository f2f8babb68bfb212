import type { Context } from './context.ts';
import { peopleTable, real } from './count-queries.ts';
import { raw, sql } from './fragment.ts';
import { personValue } from './person-value.ts';
import type { Written } from './written.ts';

/** What some thousand people have as an attribute, as text; without those who have none. */
export function valuesQuery(context: Context, attribute: string): Written<string> {
  const text = context.dialect.text(personValue(context, attribute));
  return {
    ...sql`select v from (select ${text} as v from ${peopleTable(context)} where ${real(context)} limit ${raw('5000')}) x where v is not null`,
    read: ({ v }) => String(v),
  };
}
