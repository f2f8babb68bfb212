import type { Medium } from '../model/workspace.ts';
import { columnValue } from './column-value.ts';
import type { Context } from './context.ts';
import { type Fragment, join, name, raw, sql } from './fragment.ts';
import { ofPerson, personId } from './id-column.ts';
import { tableName } from './table-name.ts';
import { valueTest } from './value-test.ts';

/** Where a medium reaches a person (alias p). In the app, a person is reached by id. */
export function addressOf(context: Context, medium: Medium): Fragment {
  if (medium === 'in_app') return personId(context);
  const found = addressesOf(context, medium);
  if (!found) return raw('null');
  const { address, table } = found;
  if (!table) return address;
  return sql`(select ${address} from ${table.from} where ${table.where} and ${address} is not null and ${address} <> '' order by ${address} limit 1)`;
}

interface Addresses {
  readonly address: Fragment;
  /** The table (alias d) that they stand in, and what makes them the person's; left out when it is the table of people. */
  readonly table?: { readonly from: Fragment; readonly where: Fragment };
}

/** All addresses of a person (alias p) for a medium; undefined when the mapping has none. */
export function addressesOf(context: Context, medium: Exclude<Medium, 'in_app'>): Addresses | undefined {
  const mapped = context.mapping.people.addresses?.[medium];
  if (mapped === undefined) return undefined;
  if (typeof mapped === 'string') return { address: name('p', mapped) };
  const { table, person, address, where = {} } = mapped;
  const tests = Object.entries(where).map(([column, wanted]) =>
    valueTest(context, columnValue(context, { alias: 'd', table, column }), { in: [wanted].flat() }),
  );
  return {
    address: name('d', address),
    table: {
      from: sql`${tableName(context, table)} d`,
      where: join([ofPerson(context, { alias: 'd', table, column: person }), ...tests], ' and '),
    },
  };
}
