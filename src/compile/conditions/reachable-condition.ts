import type { ReachableCondition } from '../../model/condition.ts';
import { addressOf } from '../address-of.ts';
import { consentOf, withdrawalOf } from '../consent.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, name, sql } from '../fragment.ts';
import { tableName } from '../table-name.ts';

/** Has an address and consent; and nobody who shares the address has withdrawn. */
export function reachableCondition(context: Context, { reachable }: ReachableCondition): Fragment {
  const asked = typeof reachable === 'string' ? { medium: reachable } : reachable;
  const request = { medium: asked.medium, topic: asked.topic, night: asked.night };
  const { people } = context.mapping;
  const address = addressOf(context, asked.medium);
  const folded = context.dialect.foldAddress(address);
  const tests = [sql`${folded} <> ''`];
  if (people.consent) tests.push(sql`${consentOf(context, request)} = 1`);
  const withdrawal = asked.medium === 'in_app' ? undefined : withdrawalOf(context, request);
  if (withdrawal) {
    const theirs = sql`select ${folded} from ${tableName(context, people.table)} p where ${name('p', people.id)} is not null and ${folded} <> '' and ${withdrawal}`;
    tests.push(sql`${context.dialect.exactText(folded)} not in (${theirs})`);
  }
  return sql`(${join(tests, ' and ')})`;
}
