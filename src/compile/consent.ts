import type { ConsentRequest } from '../model/program.ts';
import type { StoreMapping } from '../model/workspace.ts';
import { columnValue } from './column-value.ts';
import type { Context } from './context.ts';
import type { Bound } from './dialect.ts';
import { type Fragment, join, name, raw, sql } from './fragment.ts';
import { knownIds, ofPerson } from './id-column.ts';
import { tableName } from './table-name.ts';
import { timed } from './timed.ts';
import type { Value } from './value.ts';

/** Consent for a medium and topic; at night when it is asked for, granted at a time when bounds are given. */
export interface AskedConsent extends ConsentRequest {
  readonly night?: boolean | undefined;
  readonly granted?: readonly Bound[];
}

type ConsentTable = Exclude<NonNullable<StoreMapping['people']['consent']>, { columns: object }>;

const written = (context: Context, column: string): Fragment => {
  const { table } = context.mapping.people;
  return sql`lower(trim(${context.dialect.shown(columnValue(context, { alias: 'p', table, column }))}))`;
};

const saidYes = (text: Fragment): Fragment => sql`${text} in ('1', 'true', 'yes', 'y')`;

/** Whether a person (alias p) has agreed to a medium and topic: 1, 0, or NULL when the mapping has no consent for it. */
export function consentOf(context: Context, request: AskedConsent): Fragment {
  const { consent } = context.mapping.people;
  if (!consent) return raw('null');
  if ('columns' in consent) {
    const column = consent.columns[request.medium];
    return column === undefined ? raw('null') : sql`case when ${saidYes(written(context, column))} then 1 else 0 end`;
  }
  const tests = [
    ...rowTests(context, consent, request),
    by(context, column(context, consent, consent.granted_at), context.now),
    ...(request.granted?.length
      ? [
          context.dialect.during(column(context, consent, consent.granted_at), {
            bounds: request.granted,
            zone: context.zone,
          }),
        ]
      : []),
  ];
  if (consent.revoked_at !== undefined)
    tests.push(
      sql`(${name('c', consent.revoked_at)} is null or not ${revoked(context, consent, { column: consent.revoked_at, request })})`,
    );
  return sql`case when ${ofSomebody(context, consent, tests)} then 1 else 0 end`;
}

/** Whether the person has a row that passes. Where no index finds a person's rows, all of them are read once instead of once for each person. */
function ofSomebody(context: Context, consent: ConsentTable, tests: readonly Fragment[]): Fragment {
  const [rows, column] = [sql`from ${tableName(context, consent.table)} c where`, personOf(consent)];
  if (context.indexed(consent.table, consent.person) !== false)
    return sql`exists (select 1 ${rows} ${join([ofPerson(context, column), ...tests], ' and ')})`;
  const { person, others } = knownIds(context, column);
  return sql`${person} in (select ${others} ${rows} ${join([sql`${name('c', consent.person)} is not null`, ...tests], ' and ')})`;
}

/** Whether a person (alias p) has said no: withdrew and did not agree again, or, where consent is a column, has anything there but yes. NULL when the mapping cannot tell. */
export function withdrawalOf(context: Context, request: AskedConsent): Fragment | undefined {
  const { people } = context.mapping;
  const { consent } = people;
  if (!consent) return undefined;
  if ('columns' in consent) {
    const column = consent.columns[request.medium];
    if (column === undefined) return undefined;
    const text = written(context, column);
    return sql`(${name('p', column)} is not null and ${text} <> '' and not ${saidYes(text)})`;
  }
  if (consent.revoked_at === undefined) return undefined;
  const tests = [
    ...rowTests(context, consent, request),
    sql`((${revoked(context, consent, { column: consent.revoked_at, request })}) is true)`,
  ];
  const { person, others } = knownIds(context, personOf(consent));
  const gone = sql`${person} in (select ${others} from ${tableName(context, consent.table)} c where ${join(tests, ' and ')})`;
  return sql`(${gone} and ${consentOf(context, request)} = 0)`;
}

const personOf = ({ table, person }: ConsentTable) => ({ alias: 'c', table, column: person });

const column = (context: Context, { table, unit, granted_at, revoked_at }: ConsentTable, title: string): Value =>
  timed(
    columnValue(context, { alias: 'c', table, column: title }),
    title === granted_at || title === revoked_at ? unit : undefined,
  );

/** The rows (alias c) about a medium and topic. */
const rowTests = (context: Context, consent: ConsentTable, { medium, topic, night }: AskedConsent): Fragment[] => [
  context.dialect.isText(column(context, consent, consent.medium), [medium]),
  ...(consent.topic === undefined || topic === undefined
    ? []
    : [context.dialect.isText(column(context, consent, consent.topic), [topic])]),
  ...(night && consent.night !== undefined
    ? [saidYes(sql`lower(trim(${context.dialect.shown(column(context, consent, consent.night))}))`)]
    : []),
];

const by = ({ dialect, zone }: Context, value: Value, instant: Date): Fragment =>
  dialect.during(value, { bounds: [{ sign: '<=', instant }], zone });

/** Withdrawn by now, or by the later instant asked for. */
function revoked(
  context: Context,
  consent: ConsentTable,
  { column: title, request }: { column: string; request: AskedConsent },
): Fragment {
  const { now } = context;
  const { withdrawnBy = now } = request;
  return sql`(${by(context, column(context, consent, title), withdrawnBy > now ? withdrawnBy : now)})`;
}
