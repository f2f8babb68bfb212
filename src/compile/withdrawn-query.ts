import type { ConsentRequest, Reading } from '../model/program.ts';
import { addressOf } from './address-of.ts';
import { withdrawalOf } from './consent.ts';
import type { Context } from './context.ts';
import { name, sql } from './fragment.ts';
import { tableName } from './table-name.ts';

/** Addresses of several people of whom one has withdrawn. Undefined when the mapping cannot tell who has. */
export function withdrawnQuery(context: Context, request: ConsentRequest): Reading<string> | undefined {
  const withdrawn = withdrawalOf(context, request);
  if (!withdrawn) return undefined;
  const { people } = context.mapping;
  const address = addressOf(context, request.medium);
  const folded = context.dialect.foldAddress(address);
  const everyone = sql`${tableName(context, people.table)} p where ${name('p', people.id)} is not null`;
  const theirs = sql`select ${folded} from ${everyone} and ${withdrawn}`;
  return {
    ...sql`select min(a.address) as ${name('address')} from (select ${address} as address, ${folded} as folded from ${everyone}) a where a.folded <> '' and a.folded in (${theirs}) group by a.folded having count(*) > 1`,
    read: (row) => String(row.address),
  };
}
