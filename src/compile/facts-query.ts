import type { PersonFacts } from '../model/person.ts';
import type { FactsRequest, Reading } from '../model/program.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, name, raw, sql } from './fragment.ts';
import { personValue } from './person-value.ts';
import { seconds } from './value-test.ts';

/** What is known about a page of people: enough to decide who may be reached and to fill in their copy. */
export function factsQuery(context: Context, request: FactsRequest): Reading<PersonFacts> {
  const { people } = context.mapping;
  const id = name('p', people.id);
  const column = (title: string, value: Fragment): Fragment => sql`${value} as ${name(title)}`;
  const columns = [
    column('id', id),
    column('timezone', people.timezone ? name('p', people.timezone) : raw('null')),
    column('locale', people.locale ? name('p', people.locale) : raw('null')),
    column('address', addressOf(context, request.medium)),
    column('consent', consentOf(context, request)),
    ...request.attributes.map((attribute, i) => column(`a${i}`, personValue(context, attribute))),
  ];
  const { page } = request;
  const scope =
    'ids' in page
      ? sql`${id} in (${join(page.ids.map(bind), ', ')})`
      : page.after === undefined
        ? sql`${id} is not null`
        : sql`${id} > ${bind(page.after)}`;
  const limit = 'ids' in page ? raw('') : sql` limit ${bind(page.limit)}`;
  return {
    ...sql`select ${join(columns, ', ')} from ${name(people.table)} p where ${scope} and ${request.people} order by ${id}${limit}`,
    read: (row) => ({
      id: String(row.id),
      timezone: text(row.timezone),
      locale: text(row.locale),
      address: text(row.address)?.trim() || undefined,
      consent: row.consent === null || row.consent === undefined ? undefined : Number(row.consent) === 1,
      attributes: Object.fromEntries(request.attributes.map((attribute, i) => [attribute, row[`a${i}`]])),
    }),
  };
}

const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

/** Where a medium reaches a person (alias p). In the app, a person is reached by id. */
function addressOf({ mapping }: Context, medium: FactsRequest['medium']): Fragment {
  if (medium === 'in_app') return name('p', mapping.people.id);
  const address = mapping.people.addresses?.[medium];
  if (address === undefined) return raw('null');
  if (typeof address === 'string') return name('p', address);
  const value = name('d', address.address);
  const tests = Object.entries(address.where ?? {}).map(
    ([column, wanted]) =>
      sql`${name('d', column)} in (${join(
        [wanted].flat().map((one) => bind(typeof one === 'boolean' ? Number(one) : one)),
        ', ',
      )})`,
  );
  const mine = sql`${name('d', address.person)} = ${name('p', mapping.people.id)} and ${value} is not null and ${value} <> ''`;
  return sql`(select ${value} from ${name(address.table)} d where ${join([mine, ...tests], ' and ')} order by ${value} limit 1)`;
}

/** Whether a person (alias p) has agreed to a medium and topic: 1, 0, or NULL when the mapping has no consent for it. */
function consentOf(
  context: Context,
  { medium, topic, withdrawnBy }: Pick<FactsRequest, 'medium' | 'topic' | 'withdrawnBy'>,
): Fragment {
  const { people } = context.mapping;
  const { consent } = people;
  if (!consent) return raw('null');
  if ('columns' in consent) {
    const column = consent.columns[medium];
    return column === undefined
      ? raw('null')
      : sql`case when ${name('p', column)} in (1, '1', 'true', 'yes', 'y', 'Y', 'Yes', 'TRUE', 'True') then 1 else 0 end`;
  }
  const instant = (title: string): Fragment => context.dialect.instant(name('c', title), context.zone);
  const tests = [
    sql`${name('c', consent.person)} = ${name('p', people.id)}`,
    sql`${name('c', consent.medium)} = ${bind(medium)}`,
    sql`${instant(consent.granted_at)} <= ${seconds(context.now)}`,
  ];
  if (consent.topic !== undefined && topic !== undefined) tests.push(sql`${name('c', consent.topic)} = ${bind(topic)}`);
  if (consent.revoked_at !== undefined) {
    const revoked = name('c', consent.revoked_at);
    tests.push(
      sql`(${revoked} is null or ${instant(consent.revoked_at)} > ${seconds(withdrawnBy && withdrawnBy > context.now ? withdrawnBy : context.now)})`,
    );
  }
  return sql`exists (select 1 from ${name(consent.table)} c where ${join(tests, ' and ')})`;
}
