import type { ListCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, raw, sql } from '../fragment.ts';
import { personIdText } from '../id-column.ts';

/** Whoever's id, written as text, stands in a file: one binding, however many they are. Ids that nobody has match nobody. */
export function listCondition(context: Context, condition: ListCondition): Fragment {
  const rows = context.dialect.rows(bind(context.list(condition)), [{ name: 'id', kind: 'text' }]);
  const key = context.dialect.idKey;
  return sql`${key(personIdText(context))} in (select ${key(raw('r.id'))} from ${rows} r)`;
}
