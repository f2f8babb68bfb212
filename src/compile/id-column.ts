import { sameName } from '../base/same-name.ts';
import type { Context } from './context.ts';
import { type Fragment, name } from './fragment.ts';

interface Column {
  readonly alias: string;
  readonly table: string;
  readonly column: string;
}

/** Types of columns with bytes in them, or with anything; any other makes the database turn `'7'` into what the column holds before it compares. */
const looseTypes = /^$|^any$|blob|binary|uuid|guid/;

/**
 * A column with the id of a person. Where the database has no type for it (an expression in a view), ids are compared as text:
 * without a type 7 and '7' would be two people, and a page would not end where the next one begins. Bytes are no text at all.
 */
export function idColumn({ dialect, tables }: Context, { alias, table, column }: Column): Fragment {
  const columns = [...tables].find(([title]) => sameName(title, table))?.[1] ?? [];
  const type = columns.find((one) => sameName(one.name, column))?.type;
  const plain = name(alias, column);
  return type !== undefined && looseTypes.test(type) ? dialect.idText(plain) : plain;
}

/** The id of the person (alias p). */
export const personId = (context: Context): Fragment =>
  idColumn(context, { alias: 'p', table: context.mapping.people.table, column: context.mapping.people.id });
