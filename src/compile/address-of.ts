import type { Medium } from '../model/workspace.ts';
import { columnValue } from './column-value.ts';
import type { Context } from './context.ts';
import { type Fragment, join, name, raw, sql } from './fragment.ts';
import { ofPerson, personId } from './id-column.ts';
import { tableName } from './table-name.ts';
import { valueTest } from './value-test.ts';

/** Where a medium reaches a person (alias p). In the app, a person is reached by id. */
export function addressOf(context: Context, medium: Medium): Fragment {
  const { mapping } = context;
  if (medium === 'in_app') return personId(context);
  const address = mapping.people.addresses?.[medium];
  if (address === undefined) return raw('null');
  if (typeof address === 'string') return name('p', address);
  const value = name('d', address.address);
  const tests = Object.entries(address.where ?? {}).map(([column, wanted]) =>
    valueTest(context, columnValue(context, { alias: 'd', table: address.table, column }), { in: [wanted].flat() }),
  );
  const mine = sql`${ofPerson(context, { alias: 'd', table: address.table, column: address.person })} and ${value} is not null and ${value} <> ''`;
  return sql`(select ${value} from ${tableName(context, address.table)} d where ${join([mine, ...tests], ' and ')} order by ${value} limit 1)`;
}
