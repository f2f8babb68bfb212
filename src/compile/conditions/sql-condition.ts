import type { SqlCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { type Fragment, raw, sql } from '../fragment.ts';
import { personIdText } from '../id-column.ts';

/**
 * Whoever a reviewed query finds. It was checked to be one statement that reads (`checkRawSql`), stands on lines of its own, so
 * that a comment in it ends, and gives one column, which gets a name here. Ids that nobody has match nobody.
 */
export const sqlCondition = (context: Context, condition: SqlCondition): Fragment =>
  sql`${context.dialect.idKey(personIdText(context))} in (${foundIds(context, condition)})`;

/** Rows (id), in the form in which ids are looked up. */
export function foundIds({ dialect }: Context, { sql: text }: SqlCondition): Fragment {
  const found = dialect.idKey(dialect.idText(raw('crm_found.id'), undefined));
  return sql`with crm_found(id) as (\n${raw(text)}\n) select ${found} as id from crm_found`;
}
