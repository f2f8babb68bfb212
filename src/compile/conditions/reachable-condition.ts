import type { ReachableCondition } from '../../model/condition.ts';
import type { Medium } from '../../model/workspace.ts';
import { addressesOf } from '../address-of.ts';
import { type AskedConsent, consentOf, withdrawalOf } from '../consent.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, name, no, sql } from '../fragment.ts';
import { personId } from '../id-column.ts';
import { tableName } from '../table-name.ts';

/** Has consent, and an address from which nobody who shares it has withdrawn. */
export function reachableCondition(context: Context, { reachable }: ReachableCondition): Fragment {
  const asked = typeof reachable === 'string' ? { medium: reachable } : reachable;
  const request = { medium: asked.medium, topic: asked.topic, night: asked.night };
  const { people } = context.mapping;
  const consent = people.consent ? [sql`${consentOf(context, request)} = 1`] : [];
  if (asked.medium === 'in_app') return sql`(${join([sql`${personId(context)} is not null`, ...consent], ' and ')})`;
  const own = addressesOf(context, asked.medium);
  if (!own) return no;
  const { dialect } = context;
  const folded = dialect.foldAddress(own.address);
  const open = [sql`${folded} <> ''`];
  const gone = withdrawals(context, request);
  if (gone.length > 0) {
    const theirs = sql`select ${dialect.idKey(folded)} from ${tableName(context, people.table)} p${own.table ? sql` join ${own.table.from} on ${own.table.where}` : sql``} where ${name('p', people.id)} is not null and ${folded} <> '' and (${join(gone, ' or ')})`;
    open.push(sql`${dialect.idKey(folded)} not in (${theirs})`);
  }
  const address = own.table
    ? sql`exists (select 1 from ${own.table.from} where ${own.table.where} and ${join(open, ' and ')})`
    : join(open, ' and ');
  return sql`(${join([...consent, address], ' and ')})`;
}

/** Who has withdrawn; by day is for the night, too. */
const withdrawals = (context: Context, request: AskedConsent & { readonly medium: Medium }): Fragment[] =>
  [request, ...(request.night ? [{ ...request, night: undefined }] : [])].flatMap(
    (one) => withdrawalOf(context, one) ?? [],
  );
