import type { PersonFacts } from '../model/person.ts';
import type { FactsRequest } from '../model/program.ts';
import { addressOf } from './address-of.ts';
import { consentOf } from './consent.ts';
import type { Context } from './context.ts';
import { type Fragment, join, name, ofSlice, raw, sql } from './fragment.ts';
import { exactPersonId, following, personId, personIn } from './id-column.ts';
import { personValue } from './person-value.ts';
import { tableName } from './table-name.ts';
import type { Value } from './value.ts';
import type { Written } from './written.ts';

/** What is known about a page of people: enough to decide who may be reached and to fill in their copy. */
export function factsQuery(context: Context, request: FactsRequest): Written<PersonFacts> {
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
  const scope = 'ids' in page ? personIn(context, page.ids) : following(context, page.after);
  const limit = 'ids' in page ? raw('') : raw(` limit ${Math.trunc(page.limit)}`);
  return {
    ...sql`select ${join(columns, ', ')} from ${tableName(context, people.table)} p where ${scope}${ofSlice} and ${request.people} order by ${id}, ${exactPersonId(context)}${limit}`,
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

const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
