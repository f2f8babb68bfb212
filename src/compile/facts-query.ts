import type { PersonFacts } from '../model/person.ts';
import type { FactsRequest, Reading } from '../model/program.ts';
import { addressOf } from './address-of.ts';
import { consentOf } from './consent.ts';
import type { Context } from './context.ts';
import { type Fragment, join, name, raw, sql } from './fragment.ts';
import { bindPersonId, exactIds, exactPersonId, personId } from './id-column.ts';
import { personValue } from './person-value.ts';
import { tableName } from './table-name.ts';
import type { Value } from './value.ts';

/** What is known about a page of people: enough to decide who may be reached and to fill in their copy. */
export function factsQuery(context: Context, request: FactsRequest): Reading<PersonFacts> {
  const { people } = context.mapping;
  const id = personId(context);
  const values = request.attributes.map((attribute) => personValue(context, attribute));
  const column = (title: string, value: Fragment): Fragment => sql`${value} as ${name(title)}`;
  const columns = [
    column('id', id),
    column('timezone', people.timezone ? name('p', people.timezone) : raw('null')),
    column('locale', people.locale ? name('p', people.locale) : raw('null')),
    column('address', addressOf(context, request.medium)),
    column('consent', consentOf(context, request)),
    ...values.map((value, i) => column(`a${i}`, value.sql)),
  ];
  const { page } = request;
  const scope =
    'ids' in page
      ? sql`${id} in (${join(
          page.ids.map((one) => bindPersonId(context, one)),
          ', ',
        )})`
      : following(context, id, page.after);
  const limit = 'ids' in page ? raw('') : raw(` limit ${Math.trunc(page.limit)}`);
  return {
    ...sql`select ${join(columns, ', ')} from ${tableName(context, people.table)} p where ${scope} and ${request.people} order by ${id}, ${exactPersonId(context)}${limit}`,
    read: (row) => ({
      id: String(row.id),
      timezone: text(row.timezone),
      locale: text(row.locale),
      address: text(row.address)?.trim() || undefined,
      consent: row.consent === null || row.consent === undefined ? undefined : Number(row.consent) === 1,
      attributes: Object.fromEntries(
        request.attributes.map((attribute, i) => [attribute, given(context, values[i], row[`a${i}`])]),
      ),
    }),
  };
}

const given = ({ dialect }: Context, value: Value | undefined, column: unknown): unknown =>
  value ? dialect.given(value, column) : column;

/** Ids that the database takes for equal (`a` and `A`) may stand on either side of a page's edge. */
function following(context: Context, id: Fragment, after: string | undefined): Fragment {
  if (after === undefined) return sql`${id} is not null`;
  const last = bindPersonId(context, after);
  const exact = exactIds(context, after);
  return sql`${id} >= ${last} and (${id} > ${last} or ${exact.own} > ${exact.given})`;
}

const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
