import type { SqlCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { type Fragment, raw, sql } from '../fragment.ts';
import { personIdText } from '../id-column.ts';

/**
 * Whoever a reviewed query finds. It was checked to be one statement that reads (`checkRawSql`), stands on lines of its own, so
 * that a comment in it ends, and gives one column, which gets a name here. Ids that nobody has match nobody.
 */
export function sqlCondition(context: Context, { sql: text }: SqlCondition): Fragment {
  const { idKey, idText } = context.dialect;
  const found = idKey(idText(raw('crm_found.id'), undefined));
  return sql`${idKey(personIdText(context))} in (with crm_found(id) as (\n${raw(text)}\n) select ${found} from crm_found)`;
}
