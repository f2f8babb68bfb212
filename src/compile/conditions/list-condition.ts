import type { ListCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, sql } from '../fragment.ts';
import { personIdText } from '../id-column.ts';

/** Whoever's id, written as text, stands in a file: one binding, however many they are. Ids that nobody has match nobody. */
export function listCondition(context: Context, condition: ListCondition): Fragment {
  const rows = context.dialect.rows(bind(context.list(condition)), [{ name: 'id', kind: 'text' }]);
  return sql`${personIdText(context)} in (select ${context.dialect.exactText(sql`r.id`)} from ${rows} r)`;
}
