import { columnType } from './column-type.ts';
import type { Context } from './context.ts';
import type { Id } from './dialect.ts';
import { bind, type Fragment, join, name, sql } from './fragment.ts';

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

/** Whether the person is one of these. */
export const personIn = (context: Context, ids: readonly string[]): Fragment =>
  sql`${personId(context)} in (${join(
    ids.map((one) => bindPersonId(context, one)),
    ', ',
  )})`;

/** Whether the person comes after an id; everybody who has an id does without one. Ids that the database takes for equal (`a` and `A`) may stand on either side of a page's edge. */
export function following(context: Context, after: string | undefined): Fragment {
  const id = personId(context);
  if (after === undefined) return sql`${id} is not null`;
  const last = bindPersonId(context, after);
  const exact = exactIds(context, after);
  return sql`${id} >= ${last} and (${id} > ${last} or ${exact.own} > ${exact.given})`;
}

/** Whether the person has this id, or comes before it. */
export function upTo(context: Context, until: string): Fragment {
  const id = personId(context);
  const last = bindPersonId(context, until);
  const exact = exactIds(context, until);
  return sql`${id} <= ${last} and (${id} < ${last} or ${exact.own} <= ${exact.given})`;
}

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

/** The same for grouping: whatever a database takes for equal in its own order of letters, these are apart. */
export function groupedIds(context: Context, column: Column): { person: Fragment; others: Fragment } {
  const { person, others } = comparableIds(context, column);
  if (context.dialect.name !== 'mysql') return { person, others };
  const [own, theirs] = [idType(context), idOf(context, column).type];
  const exact = (id: Fragment): Fragment => (own === theirs ? context.dialect.exactId(id, own) : id);
  return { person: exact(person), others: exact(others) };
}

/** The same for looking one person up in a set of very many: exact, and short enough for the database to keep the set. */
export function knownIds(context: Context, column: Column): { person: Fragment; others: Fragment } {
  const [person, others] = [idOf(context, personColumn(context)), idOf(context, column)];
  const { dialect } = context;
  const text = dialect.column(others.sql, { name: column.column, type: others.type ?? '' }).kind === 'text';
  if (person.type === others.type && !(dialect.name === 'mysql' && text)) {
    const ids = comparableIds(context, column);
    // Of `in`, the left side says what letters are the same.
    return dialect.name === 'sqlite' ? { ...ids, person: dialect.exactId(ids.person, person.type) } : ids;
  }
  const key = ({ sql: id, type }: Id): Fragment => dialect.idKey(dialect.idText(id, type));
  return { person: key(person), others: key(others) };
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
