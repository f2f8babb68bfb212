import { sameName } from '../base/same-name.ts';
import type { Context } from './context.ts';
import { type Fragment, name, sql } from './fragment.ts';

interface Column {
  readonly alias: string;
  readonly table: string;
  readonly column: string;
}

/** Types that say nothing of the values; any other makes the database turn `'7'` into what the column holds before it compares. */
const untyped = /^$|^any$/;
const bytes = /blob|binary/;

/**
 * A column with the id of a person. Where the database has no type for it (an expression in a view), ids are compared as text:
 * without a type 7 and '7' would be two people, and a page would not end where the next one begins. Bytes are no text at all.
 */
export function idColumn(context: Context, column: Column): Fragment {
  const type = typeOf(context, column);
  const plain = name(column.alias, column.column);
  const loose = type !== undefined && (untyped.test(type) || bytes.test(type));
  return loose ? context.dialect.idText(plain) : plain;
}

/** The id of the person (alias p). */
export const personId = (context: Context): Fragment => idColumn(context, personColumn(context));

/** Whether a row is of the person (alias p). Bytes and bytes are compared as they are, so that an index on them is used. */
export function ofPerson(context: Context, column: Column): Fragment {
  const person = personColumn(context);
  const type = typeOf(context, column);
  if (type !== undefined && bytes.test(type) && type === typeOf(context, person))
    return sql`${name(column.alias, column.column)} = ${name(person.alias, person.column)}`;
  return sql`${idColumn(context, column)} = ${personId(context)}`;
}

const personColumn = ({ mapping }: Context): Column => ({
  alias: 'p',
  table: mapping.people.table,
  column: mapping.people.id,
});

/** As the database declares it, in small letters; undefined when that is not known. */
function typeOf({ tables }: Context, { table, column }: Column): string | undefined {
  const columns = [...tables].find(([title]) => sameName(title, table))?.[1] ?? [];
  return columns.find((one) => sameName(one.name, column))?.type;
}
