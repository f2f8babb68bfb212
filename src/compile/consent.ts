import type { ConsentRequest } from '../model/program.ts';
import type { StoreMapping } from '../model/workspace.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, name, no, raw, sql } from './fragment.ts';
import { idColumn, ofPerson, personId } from './id-column.ts';
import { seconds } from './value-test.ts';

type ConsentTable = Exclude<NonNullable<StoreMapping['people']['consent']>, { columns: object }>;

const saidYes = (column: Fragment): Fragment => sql`lower(trim(${column})) in ('1', 'true', 'yes', 'y')`;

/** Whether a person (alias p) has agreed to a medium and topic: 1, 0, or NULL when the mapping has no consent for it. */
export function consentOf(context: Context, request: ConsentRequest): Fragment {
  const { consent } = context.mapping.people;
  if (!consent) return raw('null');
  if ('columns' in consent) {
    const column = consent.columns[request.medium];
    return column === undefined ? raw('null') : sql`case when ${saidYes(name('p', column))} then 1 else 0 end`;
  }
  const tests = [
    ofPerson(context, personOf(consent)),
    ...rowTests(consent, request),
    sql`${context.dialect.instant(name('c', consent.granted_at), context.zone)} <= ${seconds(context.now)}`,
  ];
  if (consent.revoked_at !== undefined)
    tests.push(sql`(${name('c', consent.revoked_at)} is null or not ${revoked(context, consent.revoked_at, request)})`);
  return sql`exists (select 1 from ${name(consent.table)} c where ${join(tests, ' and ')})`;
}

/** Whether a person (alias p) has said no: withdrew and did not agree again, or, where consent is a column, has anything there but yes. NULL when the mapping cannot tell. */
export function withdrawalOf(context: Context, request: ConsentRequest): Fragment | undefined {
  const { people } = context.mapping;
  const { consent } = people;
  if (!consent) return undefined;
  if ('columns' in consent) {
    const column = consent.columns[request.medium];
    if (column === undefined) return undefined;
    const value = name('p', column);
    return sql`(${value} is not null and trim(${value}) <> '' and not ${saidYes(value)})`;
  }
  if (consent.revoked_at === undefined) return undefined;
  const tests = [...rowTests(consent, request), sql`coalesce(${revoked(context, consent.revoked_at, request)}, ${no})`];
  const gone = sql`${personId(context)} in (select ${idColumn(context, personOf(consent))} from ${name(consent.table)} c where ${join(tests, ' and ')})`;
  return sql`(${gone} and not ${consentOf(context, request)})`;
}

const personOf = ({ table, person }: ConsentTable) => ({ alias: 'c', table, column: person });

/** The rows (alias c) about a medium and topic. */
const rowTests = (consent: ConsentTable, { medium, topic }: ConsentRequest): Fragment[] => [
  sql`${name('c', consent.medium)} = ${bind(medium)}`,
  ...(consent.topic === undefined || topic === undefined ? [] : [sql`${name('c', consent.topic)} = ${bind(topic)}`]),
];

/** Withdrawn by now, or by the later instant asked for. */
function revoked({ dialect, zone, now }: Context, column: string, { withdrawnBy = now }: ConsentRequest): Fragment {
  return sql`${dialect.instant(name('c', column), zone)} <= ${seconds(withdrawnBy > now ? withdrawnBy : now)}`;
}
