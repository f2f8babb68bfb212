import type { Context } from './context.ts';
import { type Fragment, name } from './fragment.ts';

interface Column {
  readonly alias: string;
  readonly table: string;
  readonly column: string;
}

/** Types of columns with bytes in them, or with anything. */
const looseTypes = /^$|blob|binary|uuid|guid/;

/**
 * A column with the id of a person. Where the database has no type for it (an expression in a view), ids are compared as text:
 * without a type 7 and '7' would be two people, and a page would not end where the next one begins. Bytes are no text at all.
 */
export function idColumn({ dialect, tables }: Context, { alias, table, column }: Column): Fragment {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const columns = [...tables].find(([title]) => same(title, table))?.[1] ?? [];
  const found = columns.find((one) => same(one.name, column));
  const plain = name(alias, column);
  return found && looseTypes.test(found.type) ? dialect.idText(plain) : plain;
}

/** The id of the person (alias p). */
export const personId = (context: Context): Fragment =>
  idColumn(context, { alias: 'p', table: context.mapping.people.table, column: context.mapping.people.id });
