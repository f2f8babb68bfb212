import type { ListCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, raw, sql } from '../fragment.ts';
import { personIdText } from '../id-column.ts';

/** Whoever is in a file. All its ids are one binding. */
export function listCondition(context: Context, { list, column }: ListCondition): Fragment {
  const ids = context.list(list, column);
  const rows = context.dialect.rows(bind(JSON.stringify(ids.map((id) => [id]))), [{ name: 'id', kind: 'text' }]);
  return sql`${personIdText(context)} in (select ${context.dialect.exactText(raw('l.id'))} from ${rows} l)`;
}
