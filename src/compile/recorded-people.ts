import type { RecordedQuestion } from '../model/recorded.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, raw, sql } from './fragment.ts';
import { personIdText } from './id-column.ts';

/** The people for whom the ledger says yes; what asks in several places is one question. */
export function recordedPeople(context: Context, asker: object, ask: () => RecordedQuestion): Fragment {
  const question = context.questions.get(asker) ?? ask();
  context.questions.set(asker, question);
  const { dialect } = context;
  const rows = dialect.rows(bind(question), [{ name: 'id', kind: 'text' }]);
  const key = dialect.idKey;
  return sql`${key(personIdText(context))} in (select ${key(raw('crm_known.id'))} from ${rows} crm_known)`;
}
