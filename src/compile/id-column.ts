import { columnType } from './column-type.ts';
import type { Context } from './context.ts';
import type { Id } from './dialect.ts';
import { bind, type Fragment, name } from './fragment.ts';

interface Column {
  readonly alias: string;
  readonly table: string;
  readonly column: string;
}

const idOf = (context: Context, { alias, table, column }: Column): Id => ({
  sql: name(alias, column),
  type: columnType(context, table, column),
});

/** The id of the person (alias p), as it is given away. */
export function personId(context: Context): Fragment {
  const { sql, type } = idOf(context, personColumn(context));
  return context.dialect.id(sql, type);
}

/** The same, compared and ordered byte by byte. */
export const exactPersonId = (context: Context): Fragment => exactId(context, personId(context));

/** An id of a person, however it is called in a query, compared and ordered byte by byte. */
export const exactId = (context: Context, id: Fragment): Fragment => context.dialect.exactId(id, idType(context));

/** An id from outside, to be compared with `personId`. */
export const bindPersonId = (context: Context, id: string): Fragment =>
  context.dialect.idFromText(bind(id), idType(context));

/** The id of the person, and one from outside, to be compared byte by byte. */
export const exactIds = (context: Context, id: string): { readonly own: Fragment; readonly given: Fragment } => ({
  own: exactPersonId(context),
  given: context.dialect.exactId(bindPersonId(context, id), idType(context)),
});

const idType = (context: Context): string | undefined => idOf(context, personColumn(context)).type;

/** The id of the person as text, to be compared with such of anywhere. */
export const personIdText = (context: Context): Fragment => {
  const { sql, type } = idOf(context, personColumn(context));
  return context.dialect.idText(sql, type);
};

/** The id of the person, and a column of such ids, for `in`: as they are where they are of one type, else both as text. */
export function comparableIds(context: Context, column: Column): { person: Fragment; others: Fragment } {
  const [person, others] = [idOf(context, personColumn(context)), idOf(context, column)];
  const { dialect } = context;
  const write = person.type === others.type ? dialect.id : dialect.idText;
  return { person: write(person.sql, person.type), others: write(others.sql, others.type) };
}

/** Whether a row is of the person (alias p). */
export const ofPerson = (context: Context, column: Column): Fragment =>
  context.dialect.sameId(idOf(context, column), idOf(context, personColumn(context)));

/** Whether a row is of the person whose id stands in `person` as text. */
export const ofPersonText = (context: Context, column: Column, person: Fragment): Fragment =>
  context.dialect.sameIdText(idOf(context, column), person);

const personColumn = ({ mapping }: Context): Column => ({
  alias: 'p',
  table: mapping.people.table,
  column: mapping.people.id,
});
