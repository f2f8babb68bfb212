import type { ConsentRequest } from '../model/program.ts';
import { addressOf } from './address-of.ts';
import { withdrawalOf } from './consent.ts';
import type { Context } from './context.ts';
import { name, sql } from './fragment.ts';
import { tableName } from './table-name.ts';
import type { Written } from './written.ts';

/** Addresses of several people of whom one has withdrawn, in one pass over the people. Undefined when the mapping cannot tell who has. */
export function withdrawnQuery(context: Context, request: ConsentRequest): Written<string> | undefined {
  const withdrawn = withdrawalOf(context, request);
  // In the app everybody is reached by an id of their own.
  if (!withdrawn || request.medium === 'in_app') return undefined;
  const { people } = context.mapping;
  const address = addressOf(context, request.medium);
  const folded = context.dialect.exactText(context.dialect.foldAddress(address));
  const rows = sql`select ${address} as address, ${folded} as folded, case when ${withdrawn} then 1 else 0 end as gone from ${tableName(context, people.table)} p where ${name('p', people.id)} is not null`;
  return {
    ...sql`select min(a.address) as ${name('address')} from (${rows}) a where a.folded <> '' group by a.folded having count(*) > 1 and max(a.gone) = 1`,
    read: (row) => String(row.address),
  };
}
