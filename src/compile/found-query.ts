import type { SqlCondition } from '../model/condition.ts';
import { foundIds } from './conditions/sql-condition.ts';
import type { Context } from './context.ts';
import { sql } from './fragment.ts';
import type { Written } from './written.ts';

/** How many different ids a reviewed query finds, whoever has them. */
export const foundQuery = (context: Context, condition: SqlCondition): Written<number> => ({
  ...sql`select count(distinct f.id) as n from (${foundIds(context, condition)}) f`,
  read: ({ n }) => Number(n),
});
